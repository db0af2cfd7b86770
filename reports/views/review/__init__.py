"""The Office's side in the browser, the requests for explanation, the inbox."""
