package org.peerchallenge.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.ContentCachingResponseWrapper;

class VendorsErrorsTest {

  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NullValueException | Cannot find task with id 4711: task is null",
        "NullValueException | no resource found with id '1' in deployment 'x': resource is null",
        "RestException | Cannot get execution variable entry: execution x doesn't exist: execution"
            + " is null",
        "NullPointerException | Cannot invoke \"TaskEntity.getId()\" because \"task\" is null",
        "NullValueException | No external task found with id 1: externalTask is null",
        "NullValueException | no deployed decision requirements definition found with id '1':"
            + " decisionRequirementsDefinition is null",
        "NullPointerException | Cannot invoke \"a.DbMetricsReporter.getMetricsCollectionTask()\""
            + " because the return value of \"a.Configuration.getDbMetricsReporter()\" is null"
      })
  void whatIsNotThereIsNotFound(String type, String message) throws IOException {
    assertThat(corrected(500, type, message)).contains(404);
  }

  @Test
  void aHeaderThatCannotBeReadIsABadRequest() throws IOException {
    assertThat(corrected(500, "HeaderValueException", "Unable to parse \"Accept-Language\""))
        .contains(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "500 | NullPointerException | Cannot invoke \"Notice.id()\" because \"notice\" is null",
        "500 | ProcessEngineException | The database is away",
        "400 | FormRejected | Cannot find the task: task is null",
        "200 | | Cannot find task with id 4711: task is null"
      })
  void everythingElseStaysAsItIs(int status, String type, String message) throws IOException {
    assertThat(corrected(status, type, message)).isEmpty();
  }

  @Test
  void whatIsNoJsonStaysAsItIs() throws IOException {
    var response = new ContentCachingResponseWrapper(new MockHttpServletResponse());
    response.setStatus(500);
    response.getOutputStream().write("<html>".getBytes(StandardCharsets.UTF_8));
    assertThat(new VendorsErrors(json).corrected(response)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cannot instantiate process definition annual-cycle:1:4711: ",
        "Cannot submit task form a62793f9-ec01-11f1-a65a-02fc00000001: ",
        "Cannot complete task 4711: "
      })
  void whatWeRefuseIsSaidInOurWordsAlone(String before) throws IOException {
    String ours = "The year 2018-19 was started before. Nothing was changed.";
    assertThat(
            new VendorsErrors(json)
                .ourWords(answered(400, "InvalidRequestException", before + ours)))
        .contains(ours);
    assertThat(new VendorsErrors(json).ourWords(answered(400, "InvalidRequestException", ours)))
        .isEmpty();
  }

  private Optional<Integer> corrected(int status, String type, String message) throws IOException {
    return new VendorsErrors(json).corrected(answered(status, type, message));
  }

  private ContentCachingResponseWrapper answered(int status, String type, String message)
      throws IOException {
    var response = new ContentCachingResponseWrapper(new MockHttpServletResponse());
    response.setStatus(status);
    response
        .getOutputStream()
        .write(
            json.writeValueAsBytes(Map.of("type", type == null ? "" : type, "message", message)));
    return response;
  }
}
