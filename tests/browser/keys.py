"""A keyboard that counts what is pressed, and sees to it that the focus can be seen."""

FOCUSED = "document.activeElement"
# What the browser draws around the focus: on the element, or on the row that one can hit anywhere.
IS_RINGED = """() => {
  const at = document.activeElement;
  return [at, at.closest('.choice')].some((one) => one && parseFloat(getComputedStyle(one).outlineWidth) >= 2
    && getComputedStyle(one).outlineStyle !== 'none');
}"""


class Keys:
    """A keyboard that counts. Nothing else touches the page."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *names):
        for name in names:
            self.page.keyboard.press(name)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def tab_to(self, value, *, attribute="name"):
        """Press Tab until the field or button has the focus, which can be seen at each stop."""
        for _ in range(60):
            if self.page.evaluate(f"{FOCUSED}.getAttribute('{attribute}')") == value:
                return
            self.press("Tab")
            self._see_the_focus()
        raise AssertionError(f"Tab never came to {value}")

    def _see_the_focus(self):
        """A part of the page that arrives at this moment takes the focus along; it is back at once."""
        for _ in range(20):
            if self.page.evaluate(IS_RINGED):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(self.page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 200)"))
