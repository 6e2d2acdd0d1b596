package limpid.api.description;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import limpid.air.AirBasis;
import limpid.air.AirSettings.Ties;
import limpid.alert.AlertKind;
import limpid.alert.Severity;
import limpid.api.air.AirArguments;
import limpid.api.alert.AlertsController;
import limpid.api.http.Arguments;
import limpid.api.http.ExportFiles;
import limpid.api.water.WaterArguments;
import limpid.decode.hj212.QualityCheck;
import limpid.export.Dataset;
import limpid.export.Datasets;
import limpid.export.Format;
import limpid.export.Header;
import limpid.measure.AssessmentPeriod;
import limpid.measure.AssessmentPeriod.Kind;
import limpid.measure.Language;
import limpid.measure.Medium;
import limpid.measure.Refusal;
import limpid.noise.NightMeaning;
import limpid.noise.ZoneCompliance;
import limpid.programme.TaskState;
import limpid.sheet.Form;
import limpid.standard.AirStandard;
import limpid.station.Station.ControlLevel;
import limpid.station.Station.NoiseNetwork;
import limpid.station.StationColumns;

/** What parameters may be: the words of those that take no others, from the types that read them, and an example of the rest. */
final class ClosedParameters {
    private static final String TYPE = "type";
    private static final String BOOLEAN = "boolean";
    private static final String OIDC = "/session/oidc";

    private final Datasets datasets;

    ClosedParameters(Datasets datasets) {
        this.datasets = datasets;
    }

    /** Completes the schema of a parameter, or gives it an example. */
    void complete(String path, Map<String, Object> parameter) {
        String name = String.valueOf(parameter.get("name"));
        Map<String, Object> schema = Tree.map(parameter, "schema");
        // A parameter that is not there is left out.
        schema.remove("nullable");
        if ("header".equals(parameter.get("in"))) {
            return;
        }
        List<String> words = words(path, name);
        if (!words.isEmpty() && name.equals("edition") && path.contains("/evaluation")) {
            schema.remove(TYPE);
            schema.put(TYPE, "array");
            schema.put("items", Tree.of(TYPE, "string", "enum", words));
            parameter.put("style", "form");
        } else if (!words.isEmpty()) {
            schema.put("enum", words);
        } else if (isYesOrNo(name)) {
            schema.put(TYPE, BOOLEAN);
        } else if (name.equals("limit")) {
            schema.put(TYPE, "integer");
            schema.put("minimum", 1);
            schema.put("maximum", Arguments.GREATEST_LIMIT);
        }
        if (words.isEmpty() && !parameter.containsKey("example") && "string".equals(schema.get(TYPE))) {
            parameter.put("example", example(path, name));
        }
    }

    private static boolean isYesOrNo(String name) {
        return List.of("active", "revisions", "refused", "replace", "empty", "check", ExportFiles.BOM)
                .contains(name);
    }

    /** The only words a parameter takes; empty where it takes others. */
    List<String> words(String path, String name) {
        String asked = path.endsWith(".csv") ? path.substring(0, path.length() - ".csv".length()) : path;
        return switch (name) {
            case "medium" -> codes(Medium.values(), Medium::code);
            case "network" -> codes(NoiseNetwork.values(), Arguments::word);
            case "night" -> codes(NightMeaning.values(), NightMeaning::code);
            case "ties" -> codes(Ties.values(), Arguments::word);
            case "controlLevel" -> codes(ControlLevel.values(), Arguments::word);
            case "role" -> StationColumns.ROLES;
            case "lang" -> codes(Language.values(), Language::code);
            case "state" ->
                asked.contains(OIDC)
                        ? List.of()
                        : asked.contains("/alerts")
                                ? AlertsController.STATES
                                : codes(TaskState.values(), TaskState::code);
            case "severity" -> codes(Severity.values(), Severity::code);
            case "form" -> Form.all().stream().map(Form::name).toList();
            case "reason" -> codes(Refusal.Reason.values(), Refusal.Reason::code);
            case "kind" ->
                asked.contains("/hj212/")
                        ? codes(QualityCheck.Kind.values(), QualityCheck.Kind::code)
                        : AlertKind.all().stream().map(AlertKind::code).toList();
            case "items" -> WaterArguments.SOURCE_LISTS;
            case "by" -> WaterArguments.ORDERS;
            case "compare" -> asked.contains("/air/") ? AirArguments.COMPARISONS : WaterArguments.COMPARISONS;
            case "unit" ->
                asked.contains("/noise/") ? codes(ZoneCompliance.Unit.values(), ZoneCompliance.Unit::code) : List.of();
            case "edition" ->
                asked.endsWith("/evaluation") || asked.endsWith("/ranking") || asked.contains("/screen/")
                        ? AirBasis.codes()
                        : List.of();
            case "beside" -> AirStandard.NAMES;
            case "period" -> kinds(asked);
            case "scope" -> asked.contains("/alerts") ? AlertsController.SCOPES : Datasets.scopes();
            case "header" -> codes(Header.values(), Header::code);
            case "format" -> asked.contains("/sheets/") ? Form.FORMATS : codes(Format.values(), Format::extension);
            case "file" -> asked.contains("/exports/") ? files() : List.of();
            default -> List.of();
        };
    }

    private static List<String> kinds(String path) {
        List<Kind> kinds = path.endsWith("/assessments")
                ? WaterArguments.KINDS
                : path.contains("/exports/") || path.contains("/sections.") ? AssessmentPeriod.PUBLISHED : List.of();
        return kinds.stream().map(Kind::code).toList();
    }

    private List<String> files() {
        return datasets.all().stream()
                .map(Dataset::name)
                .flatMap(name -> Stream.of(Format.values()).map(format -> name + "." + format.extension()))
                .toList();
    }

    private static <E> List<String> codes(E[] all, Function<E, String> code) {
        return Arrays.stream(all).map(code).toList();
    }

    private static String example(String path, String name) {
        return switch (name) {
            case "from" ->
                path.contains("/trend") ? "2021" : path.contains("/compensation/") ? "2026-01" : "2026-03-01";
            case "to" -> path.contains("/trend") ? "2026" : path.contains("/compensation/") ? "2026-03" : "2026-03-31";
            case "period" -> "2026-Q1";
            case "date" -> path.contains("/progress") ? "2016-06-10" : "2026-03-31";
            case "day", "dueBy", "answerBy" -> "2026-03-31";
            case "asOf" -> path.contains("/programmes/") ? "2026-03-31" : "2026-04-01T08:00:00+08:00";
            case "modifiedSince", "knownOn" -> "2026-04-01T08:00:00+08:00";
            case "year" -> "2026";
            case "city" -> "泠川市";
            case "district" -> "泠北区";
            case "river", "lake", "waterBody" -> "泠川江";
            case "station" -> path.contains("/noise/") ? "LCN01" : "LCA01";
            case "section" -> "LCW01";
            case "code" ->
                path.contains(OIDC) ? "SplxlOBeZQQYbYS6WxSbIA" : path.contains("/water/") ? "LCW01" : "LCA01";
            case "state" -> "af0ifjsldkj";
            case "error" -> "access_denied";
            case "parameter" -> "PM2.5";
            case "item" -> "NH3N";
            case "edition" -> path.contains("/water/") ? "GB 3838-2002" : "HJ 633-2026";
            case "programme" -> "yangjiang";
            case "id" ->
                path.contains("/results/")
                        ? "air-day.station.LCA01.2026-03-01"
                        : path.contains("/compensation/") ? "lingchuan" : "yangjiang";
            case "no", "indicator" -> "1a";
            case "task" -> "2015-12";
            case "list" -> "2015";
            case "number" -> "1";
            case "office" -> "市创模办";
            case "unit" -> "市经济和信息化局";
            case "platform" -> "province";
            case "mn" -> "31000000000001";
            case "name", "who", "assignee" -> "lab";
            case "channel" -> "duty";
            case "action" -> "PUT /api/v1/stations/{code}";
            case "cursor" ->
                path.contains("/exports/") || path.contains("/sections.")
                        ? "LCW01,2026-01"
                        : "(next of the answer before)";
            case "builtUpAreaM2" -> "86000000";
            case "population" -> "1200000";
            default -> throw new IllegalStateException("no example of the parameter " + name + " of " + path);
        };
    }
}
