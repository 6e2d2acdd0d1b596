package limpid.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Uses the page as a person does, with the mouse and the keyboard, and counts the clicks. */
final class Hand {
    private static final String READY = "document.querySelectorAll('main .card, main .paper').length > 0"
            + " && ![...document.querySelectorAll('.state')].some(one => /^(读取中…|Loading…)$/.test(one.textContent))";

    /** Where a person looks: the open dialog, else the whole page. */
    private static final String PLACE = "(document.querySelector('dialog[open]') ?? document)";

    private final Browser browser;
    private final String base;
    private int clicks;

    Hand(Browser browser, String base) {
        this.browser = browser;
        this.base = base;
    }

    /** Clicks since the last time. */
    int takeClicks() {
        int taken = clicks;
        clicks = 0;
        return taken;
    }

    /** Opens a screen anew in a language and theme; what the page writes from then on is noted. */
    void open(String screen, String language, String theme) throws Exception {
        browser.open("about:blank");
        browser.until("location.href === 'about:blank'");
        browser.open(base + "/web/icon.svg");
        browser.until("location.protocol === 'http:' && document.readyState === 'complete'");
        browser.evaluate("localStorage.setItem('limpid.language', '" + language + "');"
                + "localStorage.setItem('limpid.theme', '" + theme + "')");
        browser.open(base + "/#/" + screen);
        ready();
        browser.evaluate("""
                if (!window.written) {
                  window.written = [];
                  const asked = window.fetch;
                  window.fetch = async (url, options = {}) => {
                    if (options.method && options.method !== 'GET') {
                      const body = options.body;
                      const bytes = body === undefined ? new Uint8Array() : new Uint8Array(await new Response(body).arrayBuffer());
                      window.written.push({method: options.method, url: String(url), type: options.headers?.['Content-Type'] ?? '',
                        body: btoa(Array.from(bytes, one => String.fromCharCode(one)).join(''))});
                    }
                    return asked(url, options);
                  };
                }""");
    }

    /** Waits until nothing is being loaded. */
    void ready() throws Exception {
        browser.until(READY);
    }

    /** What the page wrote last: method, url, type, and body in base 64. */
    JsonNode written() throws Exception {
        return browser.evaluate("window.written.at(-1)");
    }

    /** Clicks the button, link or box that says this. */
    void click(String text) throws Exception {
        press("[..." + PLACE + ".querySelectorAll('button, a, label.check, summary')].filter(one => one.offsetParent)"
                + ".find(one => one.textContent.trim() === " + quoted(text) + ")");
    }

    /** Clicks the button or link that says this in the row that has that. */
    void click(String row, String text) throws Exception {
        press("[...document.querySelectorAll('tbody tr')].filter(one => one.offsetParent && one.textContent.includes("
                + quoted(row) + ")).flatMap(one => [...one.querySelectorAll('button, a')])"
                + ".find(one => one.textContent.trim() === " + quoted(text) + ")");
    }

    /** Clicks what a selector finds. */
    void press(String element) throws Exception {
        browser.until(element);
        browser.evaluate(
                "{const one = " + element + "; one.scrollIntoView({block: 'center', inline: 'center'}); one.id}");
        JsonNode at = browser.evaluate("(() => {const box = " + element + ".getBoundingClientRect();"
                + " return {x: box.x + box.width / 2, y: box.y + box.height / 2};})()");
        Map<String, Object> point =
                Map.of("x", at.at("/x").asDouble(), "y", at.at("/y").asDouble(), "button", "left", "clickCount", 1);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            Map<String, Object> event = new java.util.HashMap<>(point);
            event.put("type", type);
            browser.call("Input.dispatchMouseEvent", event);
        }
        clicks++;
    }

    /** Clicks into a field and writes this in place of what stands there. */
    void type(String field, String text) throws Exception {
        String element = named(field);
        press(element);
        browser.evaluate(element + ".select?.()");
        browser.call("Input.insertText", Map.of("text", text));
        browser.evaluate(element + ".dispatchEvent(new Event('change', {bubbles: true}))");
    }

    /** Takes an entry of a list, or a date: a click to open it and one to choose. */
    void choose(String field, String value) throws Exception {
        browser.until(named(field));
        browser.evaluate(
                "{const one = " + named(field) + "; one.value = " + quoted(value)
                        + "; if (one.value !== " + quoted(value) + ") throw new Error('no such choice: ' + "
                        + quoted(value)
                        + "); one.dispatchEvent(new Event('input', {bubbles: true})); one.dispatchEvent(new Event('change', {bubbles: true}));}");
        clicks += 2;
    }

    /** Chooses a file: a click to open the folder and one on the file. */
    void file(Path file) throws Exception {
        browser.until(PLACE + ".querySelector('input[type=file]')");
        String object = browser.call(
                        "Runtime.evaluate",
                        Map.of("expression", PLACE + ".querySelector('input[type=file]')", "returnByValue", false))
                .at("/result/objectId")
                .asText();
        browser.call("DOM.setFileInputFiles", Map.of("files", List.of(file.toString()), "objectId", object));
        clicks += 2;
    }

    private static String named(String field) {
        return PLACE + ".querySelector('[name=\"" + field + "\"]')";
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
