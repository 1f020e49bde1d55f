"""trafilatura's answers on folders of pages, as JSON: {"seconds": of extraction alone, "pages": {name: {text, title, authors, date}}}.
usage: PYTHON tools/peer_pages.py version | MODE FOLDER...      modes: fast standard precision"""
import json
import logging
import os
import sys
import time

import trafilatura

MODES = {"fast": {"fast": True}, "standard": {}, "precision": {"favor_precision": True}}


def main():
    if sys.argv[1] == "version":
        print("trafilatura", trafilatura.__version__)
        return
    logging.disable(logging.CRITICAL)
    pages, seconds = {}, 0.0
    for folder in sys.argv[2:]:
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as f:
                page = f.read()
            start = time.process_time()
            try:
                d = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True, **MODES[sys.argv[1]])
            except Exception as e:
                print(name, e, file=sys.stderr)
                d = None
            seconds += time.process_time() - start
            d = d.as_dict() if d else {}
            pages[name] = {"text": d.get("text") or "", "title": d.get("title") or "", "authors": [d["author"]] if d.get("author") else [],
                           "date": d.get("date") or ""}
    json.dump({"seconds": seconds, "pages": pages}, sys.stdout)


main()
