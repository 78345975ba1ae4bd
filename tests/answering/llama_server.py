"""Serves a GGUF model with llama.cpp on the loopback: `python -m tests.answering.llama_server FILE PORT`."""

from __future__ import annotations

import sys
import time


def main() -> None:
    """Serve until the process is stopped; the first line printed that starts with "http" is the address."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    params.port = int(sys.argv[2])
    params.n_ctx, params.n_parallel = 8192, 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main()
