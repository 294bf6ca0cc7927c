package org.alternant.toolkit.figure;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The formats of figures.
public enum FigureFormat {
  /// Scalable Vector Graphics 1.1.
  SVG {
    @Override
    byte[] render(Picture figure) {
      try {
        Document document =
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .getDOMImplementation()
                .createDocument(NAMESPACE, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(DECIMALS);
        SVGGraphics2D graphics = new PolylineGraphics(context);
        graphics.setSVGCanvasSize(new Dimension(figure.width(), figure.height()));
        figure.paint(graphics);
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 " + figure.width() + " " + figure.height());
        root.setAttribute("role", "img");
        describe(root, "desc", String.join("\n", figure.description()));
        describe(root, "title", "Alternant: " + figure.title());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
            .newTransformer()
            .transform(new DOMSource(root), new StreamResult(bytes));
        return bytes.toByteArray();
      } catch (ParserConfigurationException | TransformerException e) {
        throw new IllegalStateException("Java's XML cannot write what Batik made", e);
      }
    }
  },
  /// Portable Network Graphics.
  PNG {
    @Override
    byte[] render(Picture figure) {
      BufferedImage image =
          new BufferedImage(figure.width(), figure.height(), BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      // Otherwise letters are set to whole pixels, and words fall apart.
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      figure.paint(graphics);
      graphics.dispose();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      // Given a plain stream, ImageIO keeps what it writes in a temporary file.
      try (ImageOutputStream memory = new MemoryCacheImageOutputStream(bytes)) {
        ImageIO.write(image, "png", memory);
      } catch (IOException e) {
        throw new IllegalStateException("Java cannot write an image into memory", e);
      }
      return bytes.toByteArray();
    }
  };

  /// Draws XChart's smooth curves as polylines: their arcs between points a column apart have
  /// horizontal ends, which viewers render with gaps, and are three times as long.
  private static final class PolylineGraphics extends SVGGraphics2D {

    PolylineGraphics(SVGGeneratorContext context) {
      super(context, false);
    }

    @Override
    public void draw(Shape shape) {
      Path2D polyline = new Path2D.Double();
      double[] points = new double[6];
      for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
        switch (i.currentSegment(points)) {
          case PathIterator.SEG_MOVETO -> polyline.moveTo(points[0], points[1]);
          case PathIterator.SEG_LINETO -> polyline.lineTo(points[0], points[1]);
          case PathIterator.SEG_QUADTO -> polyline.lineTo(points[2], points[3]);
          case PathIterator.SEG_CUBICTO -> polyline.lineTo(points[4], points[5]);
          default -> polyline.closePath();
        }
      }
      super.draw(polyline);
    }
  }

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /// Of coordinates in pixels.
  private static final int DECIMALS = 2;

  /// The figure as a file; the same bytes for the same figure on the same machine.
  abstract byte[] render(Picture figure);

  /// The format that a file's name ends in, as `.svg` or `.png`, in small or capital letters.
  ///
  /// @param fileName the name, or a path
  /// @return the format; empty for other endings
  public static Optional<FigureFormat> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (FigureFormat format : values()) {
      if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private static void describe(Element root, String kind, String text) {
    Element element = root.getOwnerDocument().createElementNS(NAMESPACE, kind);
    element.appendChild(root.getOwnerDocument().createTextNode(text));
    root.insertBefore(element, root.getFirstChild());
  }
}
