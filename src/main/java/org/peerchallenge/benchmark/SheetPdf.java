package org.peerchallenge.benchmark;

import java.util.Locale;
import java.util.Map;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.kernel.web.EnglishPage;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Prints a sheet on one side of A3, as a director reads it on paper. */
@Component
public class SheetPdf {

  private final ITemplateEngine templates;

  SheetPdf(ITemplateEngine templates) {
    this.templates = templates;
  }

  /** The whole file; its bytes depend on the sheet alone. */
  public byte[] write(DataSheet sheet) {
    return PdfDocument.print(
        templates.process(
            "benchmark/sheet-on-paper",
            new Context(
                Locale.UK,
                Map.of(
                    "sheet",
                    sheet,
                    "attribution",
                    DataSheet.ATTRIBUTION,
                    "english",
                    new EnglishPage()))));
  }
}
