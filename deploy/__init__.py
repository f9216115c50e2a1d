"""What a deployment needs beside the code; inside the package it is called ``sidecar.deploy``."""
