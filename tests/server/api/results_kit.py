"""What tests of results have in common."""


def read(who, name, text, **order):
    """The job as it ended and the file it has read, None if it has none."""
    job, result = who.job('import-results', who.upload(name, text.encode()), **order)
    return job, result['files'][0] if result and 'files' in result else None


def counts(record):
    return tuple(record[key] for key in ('new_rows', 'same_rows', 'changed_rows', 'marked_rows', 'refused_rows'))
