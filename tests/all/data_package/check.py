"""The tables of a site against readers that we did not write: frictionless, Python's csv, json and sqlite3,
openpyxl, and LibreOffice where it is installed.

    check.py SITE [SITE …]
"""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import frictionless
import openpyxl

csv.field_size_limit(1 << 30)

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What no cell may begin with: what spreadsheets take for a formula, or skip before one."""


def main(sites):
    """Checks each site, and tells what was looked at."""
    control()
    for site in sites:
        data = Path(site) / "data"
        package = json.loads((data / "datapackage.json").read_text("utf-8"))
        described(data, package)
        rows = {resource["name"]: agreed(data, resource) for resource in package["resources"]}
        stored(data)
        formulas = inert(data, package)
        print(f"{site}: 0 errors; {rows}; {formulas}")


def described(data, package):
    """The package is sound, its tables are as it describes them, and so are their lines of JSON."""
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid and report.stats["errors"] == 0, report.flatten(["title", "message"])[:9]
    assert report.stats["tasks"] == len(package["resources"]) == 6
    for resource in package["resources"]:
        # What names rows of other tables was looked at in the package.
        schema = {key: value for key, value in resource["schema"].items() if key != "foreignKeys"}
        lines = data / resource["path"].replace(".csv", ".jsonl")
        if not lines.stat().st_size:
            continue
        with frictionless.system.use_context(trusted=True):
            schema = frictionless.Schema.from_descriptor(schema)
            report = frictionless.validate(frictionless.Resource(path=str(lines), schema=schema))
        assert report.valid, (lines.name, report.flatten(["title", "message"])[:9])


def agreed(data, resource):
    """How many rows a table has; they are the same in each format."""
    name, fields = resource["name"], resource["schema"]["fields"]
    with open(data / resource["path"], encoding="utf-8", newline="") as file:
        header, *cells = csv.reader(file, strict=True)
    assert header == [field["name"] for field in fields]
    rows = [[value(cell, field) for cell, field in zip(row, fields, strict=True)] for row in cells]
    with open(data / resource["path"].replace(".csv", ".jsonl"), encoding="utf-8", newline="\n") as file:
        lines = [list(json.loads(line).items()) for line in file]
    assert all([key for key, _ in line] == header for line in lines), name
    assert [[value for _, value in line] for line in lines] == rows, name
    with closing(sqlite3.connect(f"file:{data / 'onrecord.sqlite'}?mode=ro", uri=True)) as database:
        columns = ", ".join(f'"{column}"' for column in header)
        kept = database.execute(f'SELECT {columns} FROM "{name}" ORDER BY rowid').fetchall()
    assert [[plain(cell, field) for cell, field in zip(row, fields)] for row in kept] == rows, name
    return len(rows)


def value(cell, field):
    """What a cell of CSV says."""
    match cell, field["type"]:
        case "", _:
            return None
        case _, "boolean":
            return {"true": True, "false": False}[cell]
        case _, "integer":
            return int(cell)
        case _, "array":
            return json.loads(cell)
        case _:
            return cell.removeprefix("'")


def plain(cell, field):
    """What a cell of the database says."""
    if cell is None:
        return None
    return {"boolean": lambda: {0: False, 1: True}[cell], "array": lambda: json.loads(cell)}.get(
        field["type"], lambda: cell
    )()


def stored(data):
    """The database is whole, and every reference in it leads to a row."""
    with closing(sqlite3.connect(f"file:{data / 'onrecord.sqlite'}?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        # The keys are there to be checked: a stranger is found.
        with closing(sqlite3.connect(":memory:")) as copy:
            database.backup(copy)
            copy.execute("UPDATE updates SET claim = 'nobody' WHERE rowid = 1")
            assert copy.execute("PRAGMA foreign_key_check").fetchall()


def inert(data, package):
    """How many cells were looked at; none of them is a formula."""
    count = 0
    for resource in package["resources"]:
        file = data / resource["path"]
        sheet = openpyxl.Workbook().active
        with open(file, encoding="utf-8", newline="") as lines:
            for at, row in enumerate(csv.reader(lines), 1):
                for column, text in enumerate(row, 1):
                    assert not text.startswith(FORMULA), (file.name, text[:40])
                    # Other controls are none that a workbook can hold.
                    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)
                    assert sheet.cell(at, column, text).data_type != "f", (file.name, text[:40])
                    count += 1
        assert office(file) in (None, 0), f"{file.name}: LibreOffice finds formulas"
    return f"{count} cells, no formula for openpyxl" + (" and LibreOffice" if shutil.which("soffice") else "")


def office(file):
    """How many formulas LibreOffice makes of a file; nothing where it is not installed."""
    soffice = shutil.which("soffice")
    if not soffice:
        return None
    with tempfile.TemporaryDirectory() as folder:
        # Comma, double quotes, UTF-8, from the first line.
        reader = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [soffice, "--headless", profile, reader, "--convert-to", "fods", "--outdir", folder, file]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return (Path(folder) / f"{Path(file).stem}.fods").read_text("utf-8").count("table:formula=")


def control():
    """The readers of formulas do find one."""
    assert openpyxl.Workbook().active.cell(1, 1, "=1+1").data_type == "f"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "formula.csv"
        file.write_text("a\r\n=1+1\r\n'=1+1\r\n")
        assert office(file) in (None, 1)


if __name__ == "__main__":
    main(sys.argv[1:])
