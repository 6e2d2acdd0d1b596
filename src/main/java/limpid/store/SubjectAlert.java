package limpid.store;

import limpid.alert.Alert;
import limpid.measure.Medium;

/** An alert and the station, city or other subject it is about. */
public record SubjectAlert(int subjectId, Medium medium, Alert alert) {}
