package dev.gctrace.logs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The paths of {@link RecordField} and of the members of {@link RecordShape}, as a tree of names.
 * Immutable once built.
 */
final class CandidatePaths {

  /**
   * A field whose path ends at a place.
   *
   * @param field the field
   * @param rank how many better paths it has
   */
  record Candidate(RecordField field, int rank) {}

  /** Where a record begins. */
  static final CandidatePaths ROOT = table();

  /** Where an object begins whose {@code values} are attributes of OTLP. */
  static final CandidatePaths LIST_OF_PAIRS = listOfPairs();

  private final Map<String, CandidatePaths> members = new HashMap<>();
  private final Set<RecordField> fields = EnumSet.noneOf(RecordField.class);
  private final List<Candidate> candidates = new ArrayList<>();
  private long memberBit;

  private CandidatePaths() {}

  /** What a member leads to; null when no path goes on with it. */
  CandidatePaths member(String name) {
    CandidatePaths member = members.get(name);
    if (member != null || name.indexOf('.') < 0) {
      return member;
    }
    member = this;
    int start = 0;
    while (member != null && start <= name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      member = member.members.get(name.substring(start, end));
      start = end + 1;
    }
    return member;
  }

  /** Whether a path of the field ends here. */
  boolean holds(RecordField field) {
    return fields.contains(field);
  }

  /** The fields whose paths end here. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** The bit of {@link RecordShape#memberBits} for a member that stands here; 0 for none. */
  long memberBit() {
    return memberBit;
  }

  private static CandidatePaths table() {
    CandidatePaths root = new CandidatePaths();
    for (RecordField field : RecordField.values()) {
      int rank = 0;
      for (String path : field.paths()) {
        root.descend(path).add(field, rank++);
      }
    }
    RecordShape.memberBits().forEach((path, bit) -> root.descend(path).memberBit = bit);
    return root;
  }

  private static CandidatePaths listOfPairs() {
    CandidatePaths list = new CandidatePaths();
    list.descend("values").add(RecordField.PAIRS, 0);
    return list;
  }

  private void add(RecordField field, int rank) {
    fields.add(field);
    candidates.add(new Candidate(field, rank));
  }

  /** The place that a path leads to, made where it is not there yet. */
  private CandidatePaths descend(String path) {
    CandidatePaths place = this;
    for (String name : path.split("\\.", -1)) {
      place = place.members.computeIfAbsent(name, unused -> new CandidatePaths());
    }
    return place;
  }
}
