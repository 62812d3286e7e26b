package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.Visitor;

/**
 * Pages of cases, as people see them who have signed in.
 *
 * @param as signs somebody in
 * @param people who looks at them
 */
public record CasePages(Function<String, Visitor> as, Set<String> people) {

  private static final Pattern HREF = Pattern.compile("href=\"(/[^\"#]*)");

  /** Who gets a page; for the others it is not there. */
  public Set<String> readersOf(String path) {
    Set<String> readers = new TreeSet<>();
    for (String who : people) {
      int status = as.apply(who).get(path).statusCode();
      assertThat(status).as("%s as %s", path, who).isIn(200, 404);
      if (status == 200) {
        readers.add(who);
      }
    }
    return readers;
  }

  /** Every link on these pages opens for whoever sees it. */
  public void everyLinkOpens(List<String> paths) {
    for (String path : paths) {
      for (String who : readersOf(path)) {
        HttpResponse<byte[]> answer = as.apply(who).get(path);
        String page = new String(answer.body(), StandardCharsets.UTF_8);
        Matcher link = HREF.matcher(page.substring(page.indexOf("<main"), page.indexOf("</main>")));
        while (link.find()) {
          assertThat(as.apply(who).get(link.group(1)).statusCode())
              .as("%s on %s as %s", link.group(1), path, who)
              .isEqualTo(200);
        }
      }
    }
  }
}
