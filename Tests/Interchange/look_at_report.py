#!/usr/bin/env python3
"""Photographs a report with headless Chromium, as a reader would see it.

    python3 Tests/Interchange/look_at_report.py REPORT.html OUT_DIR [--height 3600]

Writes wide.png (1440 pixels), dark.png, narrow.png (390 pixels) and print.pdf. Exits 1 when the page's script reports
an error, 66 when there is no Chromium. The pictures are for eyes; nothing is compared.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--height", type=int, default=3600)
    options = parser.parse_args()
    browser = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if browser is None:
        print("look_at_report: no Chromium on this machine", file=sys.stderr)
        return 66
    options.out.mkdir(parents=True, exist_ok=True)
    page = options.report.resolve().as_uri()
    errors = []

    def run(address, *flags):
        result = subprocess.run(
            [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--enable-logging=stderr", "--virtual-time-budget=3000", *flags, address],
            capture_output=True, text=True, timeout=120)
        errors.extend(line for line in result.stderr.splitlines() if "CONSOLE" in line and "Uncaught" in line)

    def picture(name, address, width, *flags):
        run(address, f"--screenshot={options.out / name}", f"--window-size={width},{options.height}", *flags)

    picture("wide.png", page, 1440)
    picture("dark.png", page, 1440, "--blink-settings=preferredColorScheme=0")
    with tempfile.TemporaryDirectory() as folder:
        # A window cannot be made narrower than some 500 pixels; a frame can.
        frame = pathlib.Path(folder) / "narrow.html"
        frame.write_text(
            f'<body style="margin:0"><iframe src="{page}" style="width:390px;height:{options.height}px;border:0"></iframe>')
        picture("narrow.png", frame.as_uri(), 500)
    run(page, "--no-pdf-header-footer", f"--print-to-pdf={options.out / 'print.pdf'}")
    for name in ("wide.png", "dark.png", "narrow.png", "print.pdf"):
        if not (options.out / name).exists():
            errors.append(f"{name} was not written")
    for error in errors:
        print(f"look_at_report: {error}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
