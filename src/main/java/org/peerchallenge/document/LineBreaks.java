package org.peerchallenge.document;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.layout.UrlAwareLineBreakIterator;
import java.text.BreakIterator;
import java.util.Locale;

/** Where a line of a PDF may end: as the library says, but within no year such as 2018-19. */
final class LineBreaks implements FSTextBreaker {

  private final FSTextBreaker usual =
      new UrlAwareLineBreakIterator(BreakIterator.getLineInstance(Locale.UK));

  private String text = "";

  @Override
  public void setText(String newText) {
    text = newText;
    usual.setText(newText);
  }

  @Override
  public int next() {
    int at = usual.next();
    while (at != BreakIterator.DONE && isWithinNumbers(at)) {
      at = usual.next();
    }
    return at;
  }

  private boolean isWithinNumbers(int at) {
    return at > 1
        && at < text.length()
        && (text.charAt(at - 1) == '-' || text.charAt(at - 1) == '–')
        && Character.isDigit(text.charAt(at - 2))
        && Character.isDigit(text.charAt(at));
  }
}
