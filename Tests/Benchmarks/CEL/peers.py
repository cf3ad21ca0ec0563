"""The same conditions with the evaluators of others, where they are installed.

    python3 peers.py CONDITIONS SECONDS < FIGURES

It reads what cel-benchmark printed and prints one line of JSON for each condition, with the
nanoseconds of Google's C++ (cel-expr-python) and of the Rust one (common-expression-language), both
compiled once, with their data handed over once, and called from here. What calling costs is in
`call_ns`: the same call of the condition `true`.
"""
import json
import sys
import time


def best(call, seconds):
    figure = float("inf")
    for _ in range(9):
        start, rounds = time.thread_time_ns(), 0
        while True:
            for _ in range(200):
                call()
            rounds += 200
            spent = time.thread_time_ns() - start
            if spent > seconds * 1e9 / 9:
                break
        figure = min(figure, spent / rounds)
    return round(figure)


def google(data):
    try:
        from cel_expr_python import cel
    except ImportError:
        return None
    env = cel.NewEnv(variables={name: cel.Type.DYN for name in data})
    activation = env.Activation(data)

    def prepare(text):
        program = env.compile(text)
        return lambda: program.eval(activation)

    return prepare


def rust(data):
    try:
        import cel
    except ImportError:
        return None
    context = cel.Context(data)

    def prepare(text):
        program = cel.compile(text)
        return lambda: program.execute(context)

    return prepare


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    seconds = float(sys.argv[2])
    ours = json.load(sys.stdin)
    peers = {"google_cpp": google(cases["data"]), "rust": rust(cases["data"])}
    for name, prepare in peers.items():
        if prepare is None:
            print(f"benchmark: {name} is not installed; it was not measured", file=sys.stderr)
    for case in cases["conditions"]:
        line = {"benchmark": "cel", "condition": case["name"], "onus_ns": ours[case["name"]]}
        for name, prepare in peers.items():
            if prepare is not None:
                line[f"{name}_ns"] = best(prepare(case["text"]), seconds)
                line[f"{name}_call_ns"] = best(prepare("true"), seconds)
        print(json.dumps(line))


main()
