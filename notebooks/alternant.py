"""What the notebooks share: calling ./alternant, evaluating its polynomials, one look for all figures."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import matplotlib as mpl
import numpy as np
from IPython.display import Markdown, display

ROOT = Path(__file__).resolve().parent.parent

# Okabe and Ito's colours, which colour-blind readers can tell apart.
BLACK, ORANGE, SKY, GREEN, YELLOW, BLUE, VERMILION, PURPLE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
)
GREY = "#8A8A8A"

mpl.rcdefaults()
mpl.rcParams.update({
    "figure.dpi": 100,
    "savefig.dpi": 100,
    "figure.constrained_layout.use": True,
    "font.size": 10.5,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#E2E2E2",
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.8,
    "legend.frameon": False,
    "legend.fontsize": 9.5,
})


def need(program, package):
    """Fails in one line where a program that a notebook calls is missing."""
    if shutil.which(program) is None:
        raise RuntimeError(f"needs {program}: apt-get install {package}")


def run(command, table=None):
    """What `./alternant COMMAND` prints; `table` is what it reads where the command says `-`.

    Exit status 1 is an answer too: a bound or check failed, and the output says which.
    """
    done = subprocess.run(
        [str(ROOT / "alternant"), *shlex.split(command)],
        input=None if table is None else json.dumps(table),
        stdin=subprocess.DEVNULL if table is None else None,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    if done.returncode > 1 or not done.stdout:
        raise RuntimeError(f"alternant {command}: {done.stderr.strip() or done.returncode}")
    return done.stdout


def ask(command, table=None):
    """The answer of a command with --json."""
    return json.loads(run(f"{command} --json", table))


def design(options):
    """The table that `./alternant design` writes."""
    return json.loads(run(f"design {options} --quiet"))


def shipped(name):
    """A table of the catalogue."""
    return ask(f"catalogue {name}")


def step(coefficients, x):
    """p(x) = c0 x + c1 x^3 + c2 x^5 + ..."""
    return x * np.polynomial.polynomial.polyval(x * x, coefficients)


def images(table, x, steps=None):
    """x, p1(x), p2(p1(x)), ... for drawing; what is proved comes from `verify`."""
    rows = [row["coefficients"] for row in table["steps"]][:steps]
    values = [np.asarray(x, dtype=float)]
    for row in rows:
        values.append(step(row, values[-1]))
    return values


def say(text):
    """Prose with numbers from variables."""
    display(Markdown(text))


def columns(heading, rows):
    """A Markdown table."""
    lines = [heading, ["---"] * len(heading), *rows]
    say("\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines))
