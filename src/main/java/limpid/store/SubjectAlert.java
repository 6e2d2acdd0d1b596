package limpid.store;

import limpid.alert.Alert;
import limpid.measure.Medium;
import org.jspecify.annotations.Nullable;

/** An alert and the station, city or other subject it is about. @param medium null where it is of no single one */
public record SubjectAlert(int subjectId, @Nullable Medium medium, Alert alert) {}
