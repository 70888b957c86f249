"""The vendor's own Python SDK in a virtual environment, for the measurements that stand beside it.

In: nothing. Out: the path of a Python that has it; installed from PyPI on the first use, under target/.
"""
import os, subprocess, sys

from peers import ROOT

PACKAGE = "aftership-tracking-sdk==10.0.1"


def python():
    folder = os.path.join(ROOT, "target", "python-sdk")
    binary = os.path.join(folder, "bin", "python")
    if subprocess.run([binary, "-c", "import tracking"], stderr=subprocess.DEVNULL).returncode if os.path.exists(binary) else True:
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([binary, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE], check=True)
    return binary
