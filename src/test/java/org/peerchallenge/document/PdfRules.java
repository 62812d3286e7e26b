package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** What archives (PDF/A-2b) and screen readers (PDF/UA-1) ask of a PDF, as veraPDF reads it. */
public final class PdfRules {

  static {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private PdfRules() {}

  /** Fails with each clause that is broken and where. */
  public static void assertKept(String what, byte[] pdf) throws Exception {
    for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_B, PDFAFlavour.PDFUA_1)) {
      try (PDFAParser parser =
              Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        assertThat(validator.validate(parser).getTestAssertions())
            .filteredOn(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
            .extracting(
                assertion ->
                    assertion.getRuleId().getClause()
                        + "-"
                        + assertion.getRuleId().getTestNumber()
                        + " "
                        + assertion.getMessage()
                        + " "
                        + assertion.getLocation().getContext())
            .as(what + " by " + flavour)
            .isEmpty();
      }
    }
  }
}
