package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NamesTest {

  private final Names names = new Names();

  @Test
  void aNameIsRememberedAsTheObjectThatWasFirstMade() {
    ContainerId first = of("[pod/a/b] ");

    assertThat(of("[pod/a/b] ")).isSameAs(first).isEqualTo(new ContainerId(null, "a", "b", null));
    assertThat(knows("[pod/a/b] ")).isTrue();
    assertThat(knows("[pod/a/c] ")).isFalse();
  }

  @Test
  void theSameBytesOfAnotherKindAreAnotherName() {
    byte[] text = "a b ".getBytes(StandardCharsets.UTF_8);
    names.of(Atom.STERN, text, 0, text.length);

    assertThat(names.knows(Atom.STERN, text, 0, text.length)).isTrue();
    assertThat(names.knows(Atom.WORD, text, 0, text.length)).isFalse();
  }

  @Test
  void tenThousandContainersAreRemembered() {
    for (int i = 0; i < 10_000; i++) {
      of("[pod/orders-" + i + "/app] ");
    }
    int known = 0;
    for (int i = 0; i < 10_000; i++) {
      known += knows("[pod/orders-" + i + "/app] ") ? 1 : 0;
    }
    // Of 10,000 names in 32,768 places few find all four of their places taken.
    assertThat(known).isGreaterThan(9_900);
  }

  @Test
  void ofMoreNamesThanThereIsRoomForTheLastAreRemembered() {
    int many = 4 * Names.MAX_NAMES;
    for (int i = 0; i < many; i++) {
      assertThat(of("[pod/orders-" + i + "/app] ").pod()).isEqualTo("orders-" + i);
    }
    int known = 0;
    for (int i = 0; i < many; i++) {
      known += knows("[pod/orders-" + i + "/app] ") ? 1 : 0;
    }
    assertThat(known).isBetween(Names.MAX_NAMES / 2, Names.MAX_NAMES);
    assertThat(knows("[pod/orders-" + (many - 1) + "/app] ")).isTrue();
  }

  @Test
  void aNameTooLongToBeRememberedIsRead() {
    String longest = "[pod/" + "a".repeat(600) + "/b] ";

    assertThat(of(longest).container()).isEqualTo("b");
    assertThat(knows(longest)).isFalse();
  }

  private ContainerId of(String prefix) {
    byte[] text = prefix.getBytes(StandardCharsets.UTF_8);
    return names.of(Atom.KUBECTL, text, 0, text.length);
  }

  private boolean knows(String prefix) {
    byte[] text = prefix.getBytes(StandardCharsets.UTF_8);
    return names.knows(Atom.KUBECTL, text, 0, text.length);
  }
}
