"""Runs every curl example of docs/service.md against a service and compares the answers.

    test-examples.py SERVICE [DOCUMENT]

RECORD=1 writes the answers into the document, and fails.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

service = os.path.abspath(sys.argv[1])
root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
document = sys.argv[2] if len(sys.argv) > 2 else os.path.join(root, "docs/service.md")
EXAMPLE = re.compile(r"```sh\n(curl [^`]*)```\n\n```json\n([^`]*)```")


def start(log):
    process = subprocess.Popen(
        [service, "--bundles", os.path.join(root, "output"), "--unsigned", "--port", "0",
         "--default-policy", "buy-inverter.privacy"], stdout=log, stderr=log)
    for _ in range(100):
        time.sleep(0.1)
        with open(log.name) as text:
            found = re.search(r"listening on ([0-9.]+:[0-9]+)", text.read())
        if found:
            return process, found[1]
        if process.poll() is not None:
            break
    sys.exit("the service did not start: " + open(log.name).read())


def main():
    text = open(document).read()
    wrong = []
    with tempfile.NamedTemporaryFile() as log:
        process, address = start(log)
        try:
            def check(example):
                command = example[1].replace("127.0.0.1:8181", address)
                answer = subprocess.run(
                    ["sh", "-c", command], capture_output=True, text=True, timeout=20).stdout
                try:
                    told = json.loads(example[2] or "null")
                    same = told == json.loads(answer)
                except ValueError:
                    same = False
                if not same:
                    wrong.append(f"{example[1]}\nanswers\n{answer}\ninstead of\n{example[2]}")
                pretty = json.dumps(json.loads(answer), ensure_ascii=False, indent=1)
                return f"```sh\n{example[1]}```\n\n```json\n{pretty}\n```"

            recorded = EXAMPLE.sub(check, text)
        finally:
            process.terminate()
            process.wait(20)
    examples = len(EXAMPLE.findall(text))
    if os.environ.get("RECORD"):
        with open(document, "w") as file:
            file.write(recorded)
        sys.exit("recorded; look at the difference")
    if wrong or examples < 6:
        sys.exit("\n\n".join(wrong) or f"only {examples} examples were found")
    print(f"{examples} examples answer as {os.path.basename(document)} says")


main()
