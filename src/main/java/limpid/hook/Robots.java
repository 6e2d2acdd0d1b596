package limpid.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import limpid.alert.Channel;
import limpid.alert.Channel.Kind;

/**
 * Messages of the robots of WeCom 企业微信, DingTalk 钉钉 and Feishu 飞书, as their developer documents have them: text, because all
 * clients show it and nothing in it has to be escaped. DingTalk's signature is the HMAC-SHA256 of {@code milliseconds, line
 * feed, secret} under the secret, in the query; Feishu's that of nothing under {@code seconds, line feed, secret}, in the
 * body; WeCom has none but the key in its address. Each answers 200 and says in the body what it thinks.
 */
final class Robots {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 2000;
    private static final String CONTENT = "content";
    private static final String TEXT = "text";

    private Robots() {}

    static HttpRequest.Builder request(Channel channel, String text, Instant now) {
        String shortened = shortened(text);
        ObjectNode body = JSON.createObjectNode();
        String address = channel.address();
        if (channel.kind() == Kind.FEISHU) {
            if (!channel.secret().isEmpty()) {
                String seconds = Long.toString(now.getEpochSecond());
                body.put("timestamp", seconds).put("sign", Signature.base64("", seconds + "\n" + channel.secret()));
            }
            body.put("msg_type", TEXT).putObject(CONTENT).put(TEXT, shortened);
        } else {
            body.put("msgtype", TEXT).putObject(TEXT).put(CONTENT, shortened);
            if (channel.kind() == Kind.DINGTALK && !channel.secret().isEmpty()) {
                String millis = Long.toString(now.toEpochMilli());
                String sign = Signature.base64(millis + "\n" + channel.secret(), channel.secret());
                address += (address.indexOf('?') < 0 ? "?" : "&") + "timestamp=" + millis + "&sign="
                        + URLEncoder.encode(sign, StandardCharsets.UTF_8);
            }
        }
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    /** WeCom takes 2048 bytes; what is cut off stands on the page. */
    private static String shortened(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT) {
            return text;
        }
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }

    /** What a robot has against a message that it answered with 200; empty where it took it. */
    static String complaint(Kind kind, String answer) {
        try {
            JsonNode said = JSON.readTree(answer);
            JsonNode code = kind == Kind.FEISHU ? said.path("code") : said.path("errcode");
            if (code.isInt() && code.asInt() == 0) {
                return "";
            }
            String words = said.path(kind == Kind.FEISHU ? "msg" : "errmsg").asText();
            return code.isInt()
                    ? "answered " + code.asInt() + ": " + words.substring(0, Math.min(words.length(), 200))
                    : "answered no code";
        } catch (JsonProcessingException e) {
            return "answered no JSON";
        }
    }
}
