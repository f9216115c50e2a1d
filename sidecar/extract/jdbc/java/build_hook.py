"""The build of the wheel, which compiles the program of the JDBC sessions if a JDK is installed."""

import subprocess
import sys
from pathlib import Path

from setuptools.command.build_py import build_py

COMPILE = Path(__file__).with_name("compile.py")
JAR = Path("sidecar/extract/jdbc/sidecar-jdbc.jar")


class BuildWithJava(build_py):
    """Copies the package, then compiles the program into it, or into the checkout for an editable installation."""

    def run(self) -> None:
        """Build; a wheel without the program reads no databases through JDBC."""
        super().run()
        jar = JAR if self.editable_mode else Path(self.build_lib) / JAR
        if not self.dry_run:
            subprocess.run([sys.executable, str(COMPILE), str(jar)], check=False)
