; Merilo-Setup: for one user, without an administrator. Silent: /S; another folder: /D=C:\...
; The user's store (%LOCALAPPDATA%\merilo: drafts, changes not yet sent) is no part of the program: a newer version and
; the removal leave it, unless the removal is told otherwise by a person.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true

!include MUI2.nsh
!include LogicLib.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Merilo"
!define LINK "$SMPROGRAMS\Мерило.lnk"
!define OPEN "Мерило открыто. Закройте его окно и нажмите «Повторить»."

Name "Мерило"
OutFile "${SETUP}"
InstallDir "$LOCALAPPDATA\Programs\Merilo"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "Мерило ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\bin\merilo.exe"
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

Section
  !insertmacro WAIT_UNTIL_CLOSED
  !insertmacro REMOVE_FILES
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOutPath "$INSTDIR\bin"
  CreateShortcut "${LINK}" "$INSTDIR\bin\merilo.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "Мерило"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\bin\merilo.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section Uninstall
  !insertmacro WAIT_UNTIL_CLOSED
  !insertmacro REMOVE_FILES
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "${LINK}"
  DeleteRegKey HKCU "${KEY}"
  MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION \
    "Удалить и то, что Мерило хранит на этом компьютере: черновики и ещё не отправленное? Вернуть это будет нельзя." \
    /SD IDNO IDNO keep
  RMDir /r "$LOCALAPPDATA\merilo"
  keep:
SectionEnd
