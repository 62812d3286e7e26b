package org.peerchallenge.improvement.process;

import java.util.List;
import java.util.Set;
import org.peerchallenge.improvement.NamedAuthorities;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** Refuses a text that names an authority which has not agreed to be named. */
@Component
class NamesAgreed {

  private final NamedAuthorities names;

  NamesAgreed(NamedAuthorities names) {
    this.names = names;
  }

  /**
   * Checks what is to be published.
   *
   * @param agreed whether the writer says that those named have agreed
   * @throws Refused when an authority is named and has not
   */
  void check(boolean agreed, List<String> texts) {
    Set<String> named = names.in(texts);
    if (!named.isEmpty() && !agreed) {
      throw new Refused(
          "You name "
              + String.join(", ", named)
              + ". Say it without the name, or tick “Everyone I name has agreed”. Nothing was"
              + " changed.");
    }
  }
}
