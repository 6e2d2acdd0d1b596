package limpid.api.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import limpid.measure.Characters;
import limpid.measure.Likeness;

/**
 * Why a request was not answered (RFC 9457).
 *
 * @param type     {@code /problems/<code>}, stable
 * @param title    what happened, the same for every problem of the type
 * @param status   HTTP status
 * @param detail   what happened this time and what would help
 * @param instance path of the request
 * @param more     further members, such as {@code parameter} and {@code expected}
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonAnyGetter Map<String, Object> more) {

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String RETRY_AFTER = "retryAfterSeconds";

    /** The answer to a request that met this problem. */
    public static MutableHttpResponse<Problem> answer(
            HttpRequest<?> request, Type type, int status, String detail, Map<String, Object> more) {
        Problem problem = of(type, status, detail, request.getPath(), more);
        return HttpResponse.<Problem>status(HttpStatus.valueOf(status))
                .body(problem)
                .contentType(MediaType.of(MEDIA_TYPE));
    }

    /** The document of this problem. @param path of the request */
    static Problem of(Type type, int status, String detail, String path, Map<String, Object> more) {
        return new Problem(type.address(), type.title, status, detail, path, more);
    }

    /** Not now. @param seconds after which to try again; also the header Retry-After */
    public static Exception later(Type type, String why, long seconds) {
        return new Exception(type, why + "; try again in " + seconds + " s", Map.of(RETRY_AFTER, seconds));
    }

    /** A parameter that cannot be used. @param expected what it should be, with an example */
    public static Exception badParameter(String parameter, String value, String expected) {
        return new Exception(
                Type.BAD_PARAMETER,
                parameter + "='" + value + "': expected " + expected,
                Map.of("parameter", parameter, "expected", expected));
    }

    /** A parameter of the query that is not taken. @param taken the ones that are */
    static Exception unknownParameter(String parameter, Collection<String> taken) {
        String shown = Characters.shown(parameter);
        String meant = Likeness.nearest(parameter, taken)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        String all = taken.isEmpty() ? "there are none here" : "there are " + String.join(", ", taken);
        return new Exception(
                Type.UNKNOWN_PARAMETER,
                "there is no parameter '" + shown + "' here" + meant,
                Map.of("parameter", shown, "expected", all));
    }

    /** A question about a time for which no rule was in force. @param expected what it should be instead */
    public static NotAssessed notAssessed(String parameter, String value, String expected) {
        return new NotAssessed(badParameter(parameter, value, expected));
    }

    /** No station of this code. */
    public static Exception unknownStation(String code) {
        return unknownStation(code, "");
    }

    /** The same. @param meant which one may have been meant, as the end of a sentence */
    public static Exception unknownStation(String code, String meant) {
        return new Exception(Type.UNKNOWN_STATION, "station '" + code + "' is not registered" + meant, Map.of());
    }

    /** The sorts of problems. Codes are stable: programs decide by them. */
    public enum Type {
        /** A parameter of the query cannot be used. */
        BAD_PARAMETER(400, "A parameter cannot be used 参数有误"),
        /** A parameter of the query that the route does not take. */
        UNKNOWN_PARAMETER(400, "There is no such parameter 无此参数"),
        /** A cursor that this list did not hand out. */
        BAD_CURSOR(400, "The cursor is not one of this list 游标无效"),
        /** A CSV with a wrong line; nothing of it was taken. */
        MALFORMED_TABLE(400, "The table has a wrong line 表格有误"),
        /** A body that cannot be read. */
        BAD_REQUEST(400, "The request cannot be read 请求有误"),
        /** A value that the database refuses. */
        UNSTORABLE(400, "A value cannot be kept 数值无法保存"),
        /** No key, or one that is not known. */
        UNAUTHENTICATED(401, "A valid API key is needed, or signing in 需要登录或有效密钥"),
        /** A person or key whose role may not do this. */
        FORBIDDEN(403, "The role may not do this 权限不足"),
        /** A name that nobody has, or a password that is not theirs. */
        WRONG_PASSWORD(401, "The name or the password is wrong 用户名或密码错误"),
        /** Too many wrong passwords of one person. */
        LOCKED_OUT(429, "Too many wrong passwords were tried 密码错误过多"),
        /** A write of a session without its word. */
        WRONG_CSRF(403, "The page is not of this session 会话校验失败"),
        /** A person whose password is from somebody else. */
        PASSWORD_DUE(403, "The password must be changed first 须先修改密码"),
        /** No key of this name, or it was revoked. */
        UNKNOWN_KEY(404, "No such key 无此密钥"),
        /** No person of this name. */
        UNKNOWN_PERSON(404, "No such person 无此用户"),
        /** A key of a station for another station. */
        FOREIGN_STATION(403, "The key is not of this station 密钥不属于该站点"),
        /** Somebody writes for a place outside their scope. */
        FOREIGN_PLACE(403, "The place is outside the scope 超出管辖范围"),
        /** A page of another site asks in somebody's browser. */
        FOREIGN_ORIGIN(403, "The page that asks is of another site 来源不符"),
        /** A client that tried too many wrong keys. */
        WRONG_KEYS(429, "Too many wrong keys were tried 密钥错误过多"),
        /** A client that asks more than it may. */
        TOO_MUCH(429, "This client asks too much 请求过多"),
        /** Nothing lives at this path. */
        NOT_FOUND(404, "There is nothing here 未找到"),
        /** No station of this code is registered. */
        UNKNOWN_STATION(404, "No such station 站点未注册"),
        /** No refused message of this number is kept. */
        UNKNOWN_REJECT(404, "No such refused message 无此拒收报文"),
        /** No programme of this id. */
        UNKNOWN_PROGRAMME(404, "No such programme 无此规划"),
        /** The programme has no such indicator. */
        UNKNOWN_INDICATOR(404, "No such indicator 无此指标"),
        /** The programme has no such task. */
        UNKNOWN_TASK(404, "No such task 无此任务"),
        /** No rule of compensation has this id. */
        UNKNOWN_COMPENSATION(404, "No such rule of compensation 无此补偿方案"),
        /** The programme has no evidence file of this number, or it was taken back. */
        UNKNOWN_FILE(404, "No such evidence file 无此佐证材料"),
        /** No unit has a task to be urged for. */
        NO_LETTER(404, "No letter to write 无须督办"),
        /** No alert of this number is kept. */
        UNKNOWN_ALERT(404, "No such alert 无此预警"),
        /** No channel of this name. */
        UNKNOWN_CHANNEL(404, "No such channel 无此通知渠道"),
        /** No result of this name is kept. */
        UNKNOWN_RESULT(404, "No such result 无此结果"),
        /** No publication of this number is kept. */
        UNKNOWN_PUBLICATION(404, "No such publication 无此发布记录"),
        /** The path exists, the method does not. */
        METHOD_NOT_ALLOWED(405, "The method is not allowed here 方法不允许"),
        /** None of the accepted media types can be had. */
        NOT_ACCEPTABLE(406, "No acceptable media type 格式不可接受"),
        /** It contradicts what is kept. */
        CONTRADICTION(409, "It contradicts what is kept 与已有数据冲突"),
        /** The body, or the address, is longer than a request may have. */
        TOO_LARGE(413, "The request is too long 请求过长"),
        /** The body is of a type that cannot be read here. */
        UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported 格式不支持"),
        /** A bulletin of a period in which nothing was measured. */
        EMPTY_PERIOD(409, "The period has no figures 时段无数据"),
        /** The one-second levels were purged; their minutes are final. */
        SECONDS_REMOVED(409, "The one-second levels were removed 秒级声级已清理"),
        /** Above cells: it rests on what a cell alone has. */
        ASK_THE_CELL(421, "A cell answers this 由分区单元应答"),
        /** Above cells: a cell was asked and what it said is no answer, or it takes no key that was given. */
        CELL_FAILS(502, "The cell does not answer as it should 分区单元应答有误"),
        /** Above cells: a cell that was asked is not reached, or is asked enough. */
        CELL_AWAY(503, "The cell is not reached 分区单元无法连接"),
        /** Above cells: a cell that was asked takes too long. */
        CELL_SLOW(504, "The cell takes too long 分区单元应答超时"),
        /** Above cells: the address of a cell leads back to who asks it. */
        CELL_LOOP(508, "The address of the cell leads back here 分区单元地址回环"),
        /** Everything in the message was refused; it is kept and can be replayed. */
        ALL_REFUSED(422, "Every reading was refused 数据全部拒收"),
        /** Any other fault of the request. */
        REFUSED(400, "The request was refused 请求被拒绝"),
        /** No export of this name, or not in this format. */
        UNKNOWN_EXPORT(404, "No such export 无此导出"),
        /** A document of more pages than anybody leafs through. */
        TOO_MANY_ROWS(422, "Too many rows for a document 行数过多，不宜成文"),
        /** As many exports are running as may run at a time. */
        EXPORTS_BUSY(503, "Too many exports are running 导出任务过多"),
        /** More bodies are being sent than there is memory for. */
        BODIES_BUSY(503, "Too many bodies are being sent 上传过多"),
        /** Other long messages and tables are being kept. */
        BUSY(503, "Other long messages are being kept 正在处理其他大报文"),
        /** Questions are answered by other instances of the service. */
        NO_API(503, "This instance answers no questions 本实例不提供查询"),
        /** The database is away for now. */
        STORE_UNAVAILABLE(503, "The store cannot be reached 数据库不可用"),
        /** Nothing on this machine has the letters of a document to print. */
        NO_FONT(503, "No font with Chinese letters is there 缺少中文字体"),
        /** What was known at an instant is still being written. */
        NOT_SETTLED(503, "What was known then is not settled yet 该时刻数据尚未落定"),
        /** The operator's template of a bulletin asks for what is not there. */
        BAD_TEMPLATE(500, "The template cannot be used 通报模板有误"),
        /** A fault of ours. */
        INTERNAL(500, "Something went wrong here 内部错误");

        private final int status;
        private final String title;

        Type(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }

        /** What happened, in English and Chinese. */
        public String title() {
            return title;
        }

        /** The address that names it: {@code /problems/bad-parameter}. */
        public String address() {
            return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The general type of a status. */
        static Type ofStatus(int status) {
            return switch (status) {
                case 400 -> BAD_REQUEST;
                case 401 -> UNAUTHENTICATED;
                case 403 -> FORBIDDEN;
                case 404 -> NOT_FOUND;
                case 405 -> METHOD_NOT_ALLOWED;
                case 406 -> NOT_ACCEPTABLE;
                case 413 -> TOO_LARGE;
                case 415 -> UNSUPPORTED_MEDIA_TYPE;
                case 429 -> TOO_MUCH;
                case 503 -> STORE_UNAVAILABLE;
                default -> status < 500 ? REFUSED : INTERNAL;
            };
        }
    }

    /** A problem that ends the work on a request. */
    public static class Exception extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Type type;
        private final transient Map<String, Object> more;

        /** A problem of this sort. @param detail what happened this time and what would help */
        public Exception(Type type, String detail, Map<String, Object> more) {
            super(detail, null, false, false);
            this.type = type;
            // In one order, so that equal problems are equal texts.
            this.more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
        }

        private Exception(Exception other) {
            this(other.type, String.valueOf(other.getMessage()), other.more);
        }

        /** The answer to this request. */
        public MutableHttpResponse<Problem> answer(HttpRequest<?> request) {
            MutableHttpResponse<Problem> answer =
                    Problem.answer(request, type, type.status(), String.valueOf(getMessage()), more);
            Object seconds = more.get(RETRY_AFTER);
            return seconds == null ? answer : answer.header(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
    }

    /** Nothing is wrong with the question, but no rule was in force at the time it is about. */
    public static final class NotAssessed extends Exception {
        private static final long serialVersionUID = 1;

        private NotAssessed(Exception problem) {
            super(problem);
        }
    }
}
