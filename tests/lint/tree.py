"""The files of the house as the checks see them: what a clone holds, without what a build or git leaves there."""
import os
from collections import namedtuple

Problem = namedtuple('Problem', 'path line text')

LEFT_OUT = {'.git', 'build', '__pycache__'}
BINARY = ('.png', '.docx', '.xlsx', '.zip', '.gmo', '.mo', '.ico', '.gz', '.pdf', '.bin')


class Tree:
    """The files under a root, by their path from it; texts are read once."""

    def __init__(self, root):
        self.root = root
        self.paths = sorted(self._walk())
        self._texts = {}

    def _walk(self):
        for folder, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders
                          if name not in LEFT_OUT and not name.startswith('build-')]
            for name in files:
                if name != '.git':
                    yield os.path.relpath(os.path.join(folder, name), self.root).replace(os.sep, '/')

    def text(self, path):
        if path not in self._texts:
            with open(os.path.join(self.root, path), encoding='utf-8', errors='replace') as file:
                self._texts[path] = file.read()
        return self._texts[path]

    def select(self, *endings, under=()):
        """Paths with one of the endings, in one of the folders (all folders without any)."""
        for path in self.paths:
            if path.endswith(endings) and (not under or path.startswith(tuple(f'{room}/' for room in under))):
                yield path

    def texts(self):
        """Paths of everything a person may read."""
        for path in self.paths:
            if not path.endswith(BINARY) and '\0' not in self.text(path)[:2000]:
                yield path
