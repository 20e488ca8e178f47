"""What a website must not do while somebody reads it, noted as it happens."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, Response, WebError, WebSocket

_TELL_OF_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', event =>
    console.error(`content security policy: ${event.effectiveDirective} ${event.blockedURI}`));
"""
_NOT_LOADED = "Failed to load resource:"


class Watch:
    """The faults of the pages of a context: requests elsewhere, errors, dialogs, violations of its own policy."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.faults: list[str] = []
        self._home = f"{address}/"
        self._opened: set[str] = set()
        self._context = context
        context.add_init_script(_TELL_OF_VIOLATIONS)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("dialog", self._dialog)
        context.on("page", self._page)

    def settle(self) -> list[str]:
        """The faults, once what has happened by now has been told."""
        for page in self._context.pages:
            page.evaluate("1")  # answered after what came before
        return self.faults

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._home, "data:")):
            self.faults.append(f"asked for {request.url[:200]}")

    def _response(self, response: Response) -> None:
        """A page that was opened may be one that does not exist; what it consists of must exist."""
        if response.request.is_navigation_request():
            self._opened.add(response.url)
        elif response.status >= 400:
            self.faults.append(f"{response.status} for {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not (
            message.text.startswith(_NOT_LOADED) and message.location["url"] in self._opened
        ):
            self.faults.append(f"on the console: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"error in a script: {error.error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        self.faults.append(f"a socket was opened: {socket.url}")
