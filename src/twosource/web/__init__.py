"""The desk: a case, or one dossier, as pages for a browser, made on the server and served to this machine.

:func:`serve` runs it. Needs the extra ``desk`` (Litestar, uvicorn). How a request goes:

    guard     who may ask: this machine, or who has the token; nobody through another site's page
    app       addresses -> handlers; errors -> pages that say what is wrong
    handlers  one module for each part of the desk (``browsing``, ``searching``, ``ruling``, ``adding``, ``handing``,
              ``api``): each asks the :class:`~twosource.web.desk.Desk`, and fills a template
    desk      what is open (a case, or one dossier), the work that is going on, what was made of dossiers for showing

Pages of dossiers are those of ``render`` in another frame; style and script are files of ours. Nothing is asked of any
other machine, by the server or by the page.
"""

from __future__ import annotations

from twosource.web.serving import serve

__all__ = ["serve"]
