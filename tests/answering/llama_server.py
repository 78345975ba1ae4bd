"""Serves a GGUF model with llama.cpp on the loopback: `python -m tests.answering.llama_server FILE PORT`."""

from __future__ import annotations

import sys
import time

# A model this small gives no usable line by itself; held to the form it does, and so its words get checked.
LINES = r"""
root ::= line line? line? line? line?
line ::= "{\"zin\": \"" sentence "\", \"bronnen\": [" number (", " number)? "]}\n"
sentence ::= [A-Z] letter{20,200} "."
letter ::= [^"\\\n{}]
number ::= [1-9]
"""


def main() -> None:
    """Serve until the process is stopped; the first line printed that starts with "http" is the address."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    params.port = int(sys.argv[2])
    params.n_ctx, params.n_parallel = 8192, 1
    params.sampling.grammar = xllamacpp.CommonGrammar(
        xllamacpp.common_grammar_type.COMMON_GRAMMAR_TYPE_USER, LINES
    )
    params.sampling.seed = 7
    # Its threads wait for one another in a loop: beside other work on few cores one is faster than two.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(60)


if __name__ == "__main__":
    main()
