package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PictureTest {

  @Test
  void pictureIsXmlWithOneTextForEachSpan() throws Exception {
    String svg = Picture.svg(List.of(Line.of("a < b & c").bad("bad"), Line.EMPTY, Line.of("end")));

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("text").getLength()).isEqualTo(3);
    assertThat(document.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("a < b & c");
    Element bad = (Element) document.getElementsByTagName("text").item(1);
    assertThat(bad.getAttribute("fill")).isEqualTo(Style.BAD.colour());
    Element end = (Element) document.getElementsByTagName("text").item(2);
    assertThat(Integer.parseInt(end.getAttribute("y")) - Integer.parseInt(bad.getAttribute("y")))
        .as("the empty line takes its place")
        .isEqualTo(38);
  }
}
