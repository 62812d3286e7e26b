package org.peerchallenge;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** What axe finds on a page, with all of its rules. */
public final class Axe {

  private Axe() {}

  /**
   * A rule and the elements that break it, one line each; none is what every page must have.
   *
   * @param parts what of the page is ours, as CSS selectors; all of it where none is given
   */
  public static List<String> violations(Page page, String... parts) {
    AxeRuleOptions asked = new AxeRuleOptions();
    asked.setEnabled(true);
    AxeRunOptions options = new AxeRunOptions();
    // That of WCAG 2.2 it asks only when told.
    options.setRules(Map.of("target-size", asked));
    // It need not describe each element that keeps the rules.
    options.setResultTypes(List.of("violations"));
    // A page with frames needs a second, empty one, in which axe is read once more to put their
    // findings together: twice the time.
    AxeBuilder axe = new AxeBuilder(page).options(options).setLegacyMode(page.frames().size() == 1);
    for (String part : parts) {
      axe.include(part);
    }
    return axe.analyze().getViolations().stream()
        .map(
            found ->
                found.getId()
                    + " "
                    + found.getNodes().stream()
                        .map(node -> String.valueOf(node.getTarget()))
                        .toList())
        .toList();
  }
}
