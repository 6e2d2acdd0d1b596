package limpid.water;

/** The class of a section's month, and what it was judged from. */
public record AssessedMonth(SectionPeriod section, SectionAssessment assessment) {}
