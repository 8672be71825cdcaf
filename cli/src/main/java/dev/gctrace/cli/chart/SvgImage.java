package dev.gctrace.cli.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A picture as SVG, its text as text. */
final class SvgImage {

  private static final String SVG = "http://www.w3.org/2000/svg";

  private SvgImage() {}

  static byte[] of(Picture picture) throws IOException {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment("gctrace");
    context.setPrecision(2);
    SVGGraphics2D g = new SVGGraphics2D(context, false);
    g.setSVGCanvasSize(new Dimension(Picture.WIDTH, picture.height()));
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, Picture.WIDTH, picture.height());
    picture.draw(g);
    Element root = g.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + Picture.WIDTH + " " + picture.height());
    root.setAttributeNS(null, "role", "img");
    Element title = document.createElementNS(SVG, "title");
    title.setTextContent(picture.title());
    root.insertBefore(title, root.getFirstChild());
    StringWriter out = new StringWriter();
    g.stream(root, out, false, false);
    return withoutDocumentType(out.toString()).getBytes(UTF_8);
  }

  /** The document type names a file on the web, which careful readers refuse and others fetch. */
  private static String withoutDocumentType(String svg) {
    int from = svg.indexOf("<!DOCTYPE");
    return svg.substring(0, from) + svg.substring(svg.indexOf("<svg", from));
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's own XML without any feature asked for", e);
    }
  }
}
