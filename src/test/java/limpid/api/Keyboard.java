package limpid.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uses the page by its keys alone, and knows what on it a mouse could use. */
final class Keyboard {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Notes who listens to the mouse and who to keys, what each element that gets the focus looks like then, and how many
     * answers the page waits for. What it finds: links, buttons, fields, what has a place in the order of Tab, and
     * whatever else listens to the mouse.
     */
    private static final String WATCH = """
            {
              const MOUSE = ['click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'wheel', 'mousewheel'];
              const KEYS = ['keydown', 'keyup', 'keypress'];
              const NATIVE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [role=button], [role=link], [role=menuitem], [contenteditable]';
              const pressed = new Set(), keyed = new WeakSet(), styles = new Map();
              const add = EventTarget.prototype.addEventListener;
              EventTarget.prototype.addEventListener = function (type, ...rest) {
                if (MOUSE.includes(type)) pressed.add(this);
                if (KEYS.includes(type)) keyed.add(this);
                return add.call(this, type, ...rest);
              };
              const ask = window.fetch;
              let asking = 0;
              window.fetch = (...asked) => {
                asking++;
                return ask(...asked).finally(() => asking--);
              };
              add.call(window, 'focusin', ({target}) => {
                const style = getComputedStyle(target);
                styles.set(target, {outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, shown: target.getBoundingClientRect().width > 0});
              });
              const usable = one => one.isConnected && !one.disabled && !one.closest('[inert]') && one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.getClientRects().length > 0;
              const told = one => one.outerHTML.slice(0, 170);
              const place = () => document.querySelector('dialog[open]') ?? document;
              const own = () => [...place().querySelectorAll(NATIVE)].filter(usable);
              const grouped = one => one.type === 'radio' && one.name
                ? [...one.getRootNode().querySelectorAll(`input[type=radio][name="${CSS.escape(one.name)}"]`)].some(other => styles.has(other)) : false;
              const reached = one => styles.has(one) || grouped(one);
              const listening = () => [...pressed, ...[...document.querySelectorAll('*')].filter(one => one.onclick)]
                .filter(one => one instanceof Element && usable(one) && place().contains(one) && !one.matches('a[href], button, input, select, textarea, summary, label'));
              window.keyboard = {
                count: () => own().length,
                last: () => document.activeElement && document.activeElement !== document.body ? told(document.activeElement) : '',
                missing: () => own().filter(one => one.tabIndex >= 0 || !one.matches('[tabindex]')).filter(one => !reached(one)).map(told),
                faint: () => [...styles].filter(([one, style]) => one.isConnected && !style.outline).map(([one]) => told(one)),
                deaf: () => [...new Set(listening())].filter(one => {
                  for (let at = one; at; at = at.parentElement) if (at.tabIndex >= 0 && reached(at)) return !keyed.has(at);
                  return true;
                }).map(told),
                everywhere: () => [window, document, document.documentElement, document.body].filter(one => pressed.has(one) || one.onclick).map(String),
                own,
                dialog: () => document.querySelector('dialog[open]'),
                calm: async (there = () => false) => {
                  for (let calm = 0; calm < 20 && !there(); calm = asking > 0 ? 0 : calm + 1) await new Promise(done => setTimeout(done, 20));
                  return Boolean(there());
                },
              };
            }""";

    private static final Map<String, Integer> CODES = Map.of(
            "Tab",
            9,
            "Enter",
            13,
            "Escape",
            27,
            " ",
            32,
            "End",
            35,
            "Home",
            36,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);
    private static final int SHIFT = 8;

    private final Browser browser;
    private final String watching;

    Keyboard(Browser browser) throws Exception {
        this.browser = browser;
        browser.call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        watching = browser.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH))
                .at("/identifier")
                .asText();
    }

    /** Pages opened from now on are not watched. */
    void leave() throws Exception {
        browser.call("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", watching));
        browser.call("Emulation.setFocusEmulationEnabled", Map.of("enabled", false));
    }

    void press(String key) throws Exception {
        press(key, false);
    }

    void press(String key, boolean shift) throws Exception {
        Map<String, Object> event = new HashMap<>();
        event.put("type", "keyDown");
        event.put("key", key);
        event.put("modifiers", shift ? SHIFT : 0);
        event.put("windowsVirtualKeyCode", CODES.getOrDefault(key, (int)
                Character.toUpperCase(key.charAt(key.length() - 1))));
        String text = key.equals("Enter") ? "\r" : key;
        if (text.length() == 1) {
            event.put("text", text);
        }
        browser.call("Input.dispatchKeyEvent", event);
        event.put("type", "keyUp");
        event.remove("text");
        browser.call("Input.dispatchKeyEvent", event);
    }

    /** Goes through what is shown by Tab, until all was reached or nothing new comes. Fields of dates have stops within. */
    void walk() throws Exception {
        int most = 4 * browser.evaluate("keyboard.count()").asInt() + 20;
        for (int pressed = 0; pressed < most; pressed++) {
            press("Tab");
            if (pressed % 20 == 0
                    && browser.evaluate("keyboard.missing().length").asInt() == 0) {
                return;
            }
        }
    }

    /** What is wrong with what was walked through: not reached, not seen to have the focus, or deaf to keys. */
    List<String> faults() throws Exception {
        List<String> found = new ArrayList<>();
        for (String fault : List.of("missing", "faint", "deaf", "everywhere")) {
            for (JsonNode one : browser.evaluate("keyboard." + fault + "()")) {
                found.add(fault + ": " + one.asText());
            }
        }
        return found;
    }

    /** Waits until the page has had every answer that it asked for, and has drawn it. */
    void settle() throws Exception {
        browser.evaluate("keyboard.calm()");
    }

    /**
     * Gives the focus to a button of this screen that is not among these by its words and that may open something, and
     * says its words. It is asked for before each press: a screen is drawn anew while one is in a dialog, and a button whose
     * words count something, or that stands beside an alert, is another one then.
     */
    Optional<String> next(List<String> before) throws Exception {
        JsonNode words = browser.evaluate("""
                (() => {
                  const before = %s;
                  window.presser = keyboard.own().find(one => one.matches('main button, #door button') && !before.includes(one.textContent)
                    && !one.matches('.sorter, .take, [aria-pressed], .pager *, .choice *, .zoom *'));
                  window.presser?.focus();
                  return window.presser?.textContent;
                })()""".formatted(JSON.writeValueAsString(before)));
        return words.isTextual() ? Optional.of(words.asText()) : Optional.empty();
    }

    /** Presses Enter where the focus is, while nothing is written; whether a dialog opened, be it after an answer. */
    boolean enter() throws Exception {
        browser.evaluate("""
                {
                  if (!window.held) {
                    window.held = window.fetch;
                    window.fetch = (url, options = {}) => options.method && options.method !== 'GET' ? Promise.reject(new TypeError('not now')) : window.held(url, options);
                    window.print = () => {};
                    Element.prototype.requestFullscreen = () => {};
                  }
                }""");
        press("Enter");
        return browser.isTrue("keyboard.calm(() => keyboard.dialog())");
    }

    /** What is wrong with an open dialog: whether it had the focus, and gives it back when Escape closes it. */
    List<String> left() throws Exception {
        List<String> found = new ArrayList<>();
        press("Tab", true);
        if (!browser.evaluate(
                        "[document.body, ...document.querySelectorAll('dialog[open], dialog[open] *')].includes(document.activeElement)")
                .asBoolean()) {
            found.add("lets the focus go to "
                    + browser.evaluate("keyboard.last()").asText());
        }
        press("Escape");
        if (!browser.evaluate("keyboard.calm(() => !keyboard.dialog())").asBoolean()) {
            found.add("is not closed by Escape");
            browser.evaluate("document.querySelectorAll('dialog').forEach(one => one.close())");
        }
        // Where the button was drawn anew, the page gives the focus to its counterpart when it is told of the closing.
        if (!browser.isTrue(
                "keyboard.calm(() => document.activeElement === window.presser || window.presser?.isConnected === false"
                        + " && document.activeElement.textContent === window.presser.textContent)")) {
            found.add(
                    "gives the focus to " + browser.evaluate("keyboard.last()").asText());
        }
        return found;
    }
}
