"""Points of a TAP script: each printed as it comes, counted for the end."""
count = 0
failed = 0


def check(condition, what, seen=None):
    global count, failed
    count += 1
    if not condition:
        failed += 1
    print(f"{'ok' if condition else 'not ok'} {count} {what}" + ('' if condition or seen is None else f' # {seen!r}'), flush=True)


def end():
    """Prints how many there were; the status to exit with."""
    print(f'1..{count}')
    return 1 if failed else 0
