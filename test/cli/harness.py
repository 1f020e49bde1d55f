"""What the tests of the program share: running it, saying ok or not ok."""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("ATTACHE", os.path.join(ROOT, "build/attache"))
PREVIEW = os.path.join(ROOT, "examples/preview.txt")
failed = False


def run(*args, stdin=b"", env=None, **more):
    return subprocess.run([PROGRAM, *map(str, args)], input=stdin, stdout=more.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
                          env=dict(os.environ, **(env or {})), timeout=300, **more)


def check(name, right, why=""):
    global failed
    if right:
        print("ok", name)
    else:
        failed = True
        print(f"not ok {name}: {str(why)[:400]}")


def skip(name, why):
    print(f"skip {name}: {why}")


def folder():
    return tempfile.TemporaryDirectory()


def write(path, data):
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())
    return path


def end():
    sys.exit(1 if failed else 0)
