package org.peerchallenge.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

class ProcessChangePageTest extends EngineTest {

  @Autowired private WebApplicationContext application;
  @Autowired private Region region;
  @Autowired private Arrangements arrangements;
  @Autowired private TransactionTemplate transaction;

  @BeforeEach
  void people() {
    TestYear year = new TestYear(region, arrangements, transaction).region(1);
    year.appoint("analyst", Role.ANALYST, null);
  }

  @Test
  void analystsAndTheOfficeSeeWhatTheFolderWouldDoAndNobodyElse() throws Exception {
    for (String reader : new String[] {"analyst", "office"}) {
      MockHttpServletResponse page = page(reader);
      assertThat(page.getStatus()).as(reader).isEqualTo(200);
      assertThat(page.getContentAsString())
          .contains("Change of the process")
          .contains("The folder holds what is in use: nothing would change.");
    }
    for (String other : new String[] {"dcs-801", "lead", "facilitator-1"}) {
      assertThat(page(other).getStatus()).as(other).isEqualTo(404);
    }
  }

  private MockHttpServletResponse page(String reader) throws Exception {
    return MockMvcBuilders.webAppContextSetup(application)
        .build()
        .perform(get("/process-change").principal(() -> reader))
        .andReturn()
        .getResponse();
  }
}
