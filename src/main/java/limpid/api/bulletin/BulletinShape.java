package limpid.api.bulletin;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import limpid.bulletin.Shape;

/** The names that the figures of bulletins have in JSON, which are those templates use. */
public final class BulletinShape {
    private final ObjectMapper json;

    private BulletinShape(ObjectMapper json) {
        this.json = json;
    }

    /** Of {@link BulletinFigures} as this mapper writes them. */
    public static Shape of(ObjectMapper json) {
        Shape figures = of(json, BulletinFigures.class);
        if (!(figures instanceof Shape.Named(Map<String, Shape> members))) {
            throw new IllegalStateException("figures of bulletins have names");
        }
        Map<String, Shape> all = new HashMap<>(members);
        all.put(BulletinWriter.PUBLICATION, Shape.ANYTHING);
        return new Shape.Named(all);
    }

    /** Of other figures. */
    static Shape of(ObjectMapper json, Class<? extends Record> figures) {
        return new BulletinShape(json).shape(json.constructType(figures));
    }

    private Shape shape(JavaType type) {
        if (type.isCollectionLikeType() || type.isMapLikeType()) {
            return new Shape.Each(shape(type.getContentType()));
        }
        return type.getRawClass().isRecord() ? members(type) : Shape.ANYTHING;
    }

    private Shape members(JavaType type) {
        BeanDescription described = json.getSerializationConfig().introspect(type);
        if (described.findAnyGetter() != null || described.findJsonValueAccessor() != null) {
            return Shape.ANYTHING;
        }
        Map<String, Shape> members = new HashMap<>();
        described
                .findProperties()
                .forEach(property -> members.put(property.getName(), shape(property.getPrimaryType())));
        return new Shape.Named(members);
    }
}
