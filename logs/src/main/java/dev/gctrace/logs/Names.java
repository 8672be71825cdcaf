package dev.gctrace.logs;

import java.util.Arrays;

/**
 * Remembers who the naming pieces of prefixes tell of, so that a line of a known container makes no
 * new string. A bounded number is remembered; one that was forgotten is read again.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Names {

  /** Names remembered, of at most {@link #MAX_BYTES} each: at most 32 MiB together. */
  static final int MAX_NAMES = 32_768;

  private static final int FIRST_NAMES = 64;
  private static final int MAX_BYTES = 512;

  /**
   * Places that a name can stand in: names that collide, by malice too, cost no more than these.
   */
  private static final int WAYS = 4;

  private static final class Name {
    private final int hash;
    private final Atom atom;
    private final byte[] text;
    private final ContainerId who;

    Name(int hash, Atom atom, byte[] text, ContainerId who) {
      this.hash = hash;
      this.atom = atom;
      this.text = text;
      this.who = who;
    }

    boolean isFor(int otherHash, Atom otherAtom, byte[] buffer, int from, int to) {
      return hash == otherHash
          && atom == otherAtom
          && Arrays.equals(text, 0, text.length, buffer, from, to);
    }
  }

  /** Its length is a power of two. */
  private Name[] names = new Name[FIRST_NAMES];

  private int turn;

  /** Who a naming atom that stands in a range tells of. */
  ContainerId of(Atom atom, byte[] text, int from, int to) {
    if (to - from > MAX_BYTES) {
      return NameReader.read(atom, text, from, to);
    }
    int hash = hash(text, from, to);
    int slot = slot(hash, atom, text, from, to);
    if (slot >= 0) {
      return names[slot].who;
    }
    ContainerId who = NameReader.read(atom, text, from, to);
    put(new Name(hash, atom, Arrays.copyOfRange(text, from, to), who));
    return who;
  }

  /** Whether a naming atom is remembered. */
  boolean knows(Atom atom, byte[] text, int from, int to) {
    return to - from <= MAX_BYTES && slot(hash(text, from, to), atom, text, from, to) >= 0;
  }

  /** Where a name stands; -1 when it is not remembered. */
  private int slot(int hash, Atom atom, byte[] text, int from, int to) {
    for (int way = 0; way < WAYS; way++) {
      int slot = (hash + way) & (names.length - 1);
      if (names[slot] != null && names[slot].isFor(hash, atom, text, from, to)) {
        return slot;
      }
    }
    return -1;
  }

  private void put(Name name) {
    for (int way = 0; way < WAYS; way++) {
      int slot = (name.hash + way) & (names.length - 1);
      if (names[slot] == null) {
        names[slot] = name;
        return;
      }
    }
    if (names.length < MAX_NAMES) {
      Name[] remembered = names;
      names = new Name[2 * names.length];
      for (Name old : remembered) {
        if (old != null) {
          put(old);
        }
      }
      put(name);
    } else {
      turn++;
      names[(name.hash + turn % WAYS) & (names.length - 1)] = name;
    }
  }

  private static int hash(byte[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    // Similar names differ in few bits: a multiplication carries them into the upper ones, of which
    // the slot then takes its share.
    hash *= 0x9e3779b9;
    return hash ^ (hash >>> 16);
  }
}
