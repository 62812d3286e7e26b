package org.peerchallenge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a heavy test does in the normal build: a part of the whole, the same from the same seed. */
public final class ShortForm {

  /** Whether the heavy tests run whole: {@code mvn verify -Pfull}. */
  public static final boolean FULL = Boolean.getBoolean("peerchallenge.full");

  private static final long SEED = Long.getLong("peerchallenge.seed", 11);

  private ShortForm() {}

  /** Some of these by the seed, in their own order; all of them in the full form. */
  public static <T> List<T> some(int howMany, List<T> all) {
    if (FULL || all.size() <= howMany) {
      return all;
    }
    List<T> chosen = new ArrayList<>(all);
    Collections.shuffle(chosen, new Random(SEED));
    List<T> kept = chosen.subList(0, howMany);
    return all.stream().filter(kept::contains).toList();
  }
}
