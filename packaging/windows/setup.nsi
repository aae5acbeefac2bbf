; Merilo-Setup: for the one who runs it, or for all users of the machine (an administrator may choose, or say /AllUsers).
; Silent: /S; another folder: /D=C:\... The user's store (%LOCALAPPDATA%\merilo: drafts, changes not yet sent) is no part
; of the program: a newer version and the removal leave it, unless a person or /PURGE tells the removal otherwise.
Unicode true
Target amd64-unicode
!ifndef QUICK ; what tests make to be replaced need not be small
  SetCompressor /SOLID lzma
!endif
ManifestDPIAware true
ManifestLongPathAware true

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Merilo"
!define MULTIUSER_MUI
!define MULTIUSER_EXECUTIONLEVEL Highest ; who is no administrator is asked nothing, and installs for himself
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_INSTDIR "Merilo"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INIT_TEXT_ALLUSERSNOTPOSSIBLE "Поставить программу для всех может только администратор этого компьютера."

!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh

!define LINK "$SMPROGRAMS\Мерило.lnk"
!define OPEN "Мерило открыто. Закройте его окно и нажмите «Повторить»."

Name "Мерило"
OutFile "${SETUP}"
BrandingText "Мерило ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION start_program
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Russian"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_RUSSIAN} "ProductName" "Мерило"
VIAddVersionKey /LANG=${LANG_RUSSIAN} "FileDescription" "Установка Мерила"
VIAddVersionKey /LANG=${LANG_RUSSIAN} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_RUSSIAN} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_RUSSIAN} "LegalCopyright" "GNU GPL 3 или новее"

; by the shell: an administrator's rights are the setup's, not the program's
Function start_program
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\bin\merilo.exe"'
FunctionEnd

; REFUSE_SILENTLY: nobody is there to close a message: status 3
!macro REFUSE_SILENTLY
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $R1
  ${IfNot} ${Errors}
  ${AndIf} ${Silent}
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${EndIf}
!macroend

; An uninstaller goes on as a copy of itself in $TEMP\~nsu*.tmp when it has ended. Until that has ended, too, the list of
; programs still names the folder that it removes, and the setup would put the program there. What runs cannot be opened
; for writing; another program's uninstaller looks alike, so that it is not waited for without end.
Function wait_for_removal
  StrCpy $R3 60 ; times 250 ms
  ${Do}
    StrCpy $R4 "" ; what still runs
    FindFirst $R0 $R1 "$TEMP\~nsu*.tmp"
    ${DoWhile} $R1 != ""
      FindFirst $R5 $R6 "$TEMP\$R1\*.exe"
      ${DoWhile} $R6 != ""
        ClearErrors
        FileOpen $R2 "$TEMP\$R1\$R6" a
        ${If} ${Errors}
          StrCpy $R4 $R6
        ${Else}
          FileClose $R2
        ${EndIf}
        FindNext $R5 $R6
      ${Loop}
      FindClose $R5
      FindNext $R0 $R1
    ${Loop}
    FindClose $R0
    ${If} $R4 == ""
    ${OrIf} $R3 = 0
      ${ExitDo}
    ${EndIf}
    Sleep 250
    IntOp $R3 $R3 - 1
  ${Loop}
FunctionEnd

Function .onInit
  !insertmacro REFUSE_SILENTLY
  Call wait_for_removal
  StrCpy $R9 $INSTDIR ; of /D, which the next line forgets
  !insertmacro MULTIUSER_INIT
  ${If} $R9 != ""
    StrCpy $INSTDIR $R9
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro REFUSE_SILENTLY
  StrCpy $R9 $INSTDIR
  !insertmacro MULTIUSER_UNINIT
  StrCpy $INSTDIR $R9 ; where the uninstaller stands
FunctionEnd

; A program that runs cannot be deleted: that is how it is found to run. Silently: status 2, nothing is changed.
!macro WAIT_UNTIL_CLOSED
  ClearErrors
  Delete "$INSTDIR\bin\merilo.exe"
  ${DoWhile} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${OPEN}" /SD IDCANCEL IDRETRY +3
    SetErrorLevel 2
    Quit
    ClearErrors
    Delete "$INSTDIR\bin\merilo.exe"
  ${Loop}
!macroend

; only what is ours: the folder may be one that the user chose
!macro REMOVE_FILES
  RMDir /r "$INSTDIR\bin"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\share"
  RMDir /r "$INSTDIR\licences"
!macroend

; one's own copy would stay beside that for all, and grow old
Function remove_own_copy
  ReadRegStr $R0 HKCU "${KEY}" "InstallLocation"
  ${If} $R0 != ""
  ${AndIf} ${FileExists} "$R0\uninstall.exe"
    ExecWait '"$R0\uninstall.exe" /S /CurrentUser _?=$R0'
    Delete "$R0\uninstall.exe"
    RMDir "$R0"
  ${EndIf}
FunctionEnd

Section
  !insertmacro WAIT_UNTIL_CLOSED
  ${If} $MultiUser.InstallMode == "AllUsers"
    Call remove_own_copy
  ${EndIf}
  !insertmacro REMOVE_FILES
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOutPath "$INSTDIR\bin"
  CreateShortcut "${LINK}" "$INSTDIR\bin\merilo.exe"
  WriteRegStr SHCTX "${KEY}" "DisplayName" "Мерило"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\bin\merilo.exe"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
SectionEnd

Section Uninstall
  !insertmacro WAIT_UNTIL_CLOSED
  !insertmacro REMOVE_FILES
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "${LINK}"
  DeleteRegKey SHCTX "${KEY}"
  SetShellVarContext current ; of the one who runs it: what other users have is theirs
  RMDir /r "$LOCALAPPDATA\merilo\print" ; nobody would sweep it any more
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/PURGE" $R1
  IfErrors 0 purge
  MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION \
    "Удалить и то, что Мерило хранит на этом компьютере: черновики и ещё не отправленное? Вернуть это будет нельзя." \
    /SD IDNO IDNO keep
  purge:
  RMDir /r "$LOCALAPPDATA\merilo"
  keep:
SectionEnd
