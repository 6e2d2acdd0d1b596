package limpid.api.water;

import io.swagger.v3.oas.annotations.media.Schema;
import limpid.water.Grade;
import org.jspecify.annotations.Nullable;

/**
 * A grade of water quality 水质状况 (环办[2011]22号).
 *
 * @param order    1 is the best
 * @param colourZh as on maps, empty where none is fixed
 */
@Schema(name = "WaterGrade")
public record GradeView(int order, String nameZh, String nameEn, String colourZh, String colourEn) {
    public static @Nullable GradeView of(@Nullable Grade grade) {
        return grade == null
                ? null
                : new GradeView(grade.order(), grade.nameZh(), grade.nameEn(), grade.colourZh(), grade.colourEn());
    }
}
