using System.Text;
using System.Xml;

namespace Jisr.People.Forms;

/// <summary>A form as telephones with ODK or Kobo apps fetch it: XForms XML made from what was understood.</summary>
internal static class XFormWriter
{
    private const string Xf = "http://www.w3.org/2002/xforms";
    private const string Html = "http://www.w3.org/1999/xhtml";
    private const string Jr = "http://openrosa.org/javarosa";
    private const string Orx = "http://openrosa.org/xforms";
    private const string Odk = "http://www.opendatakit.org/xforms";

    public static byte[] Write(FormDefinition form)
    {
        using var bytes = new MemoryStream();
        using (
            var xml = XmlWriter.Create(
                bytes,
                new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = false }
            )
        )
        {
            xml.WriteStartElement("h", "html", Html);
            xml.WriteAttributeString("xmlns", Xf);
            xml.WriteAttributeString("xmlns", "jr", null, Jr);
            xml.WriteAttributeString("xmlns", "orx", null, Orx);
            xml.WriteAttributeString("xmlns", "odk", null, Odk);
            xml.WriteStartElement("head", Html);
            xml.WriteElementString("title", Html, form.Title);
            Model(xml, form);
            xml.WriteEndElement();
            xml.WriteStartElement("body", Html);
            foreach (var item in form.Items)
                Control(xml, form, item);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static void Model(XmlWriter xml, FormDefinition form)
    {
        xml.WriteStartElement("model", Xf);
        xml.WriteAttributeString("odk", "xforms-version", Odk, "1.0.0");
        Texts(xml, form);
        xml.WriteStartElement("instance", Xf);
        xml.WriteStartElement("data", Xf);
        xml.WriteAttributeString("id", form.FormId);
        xml.WriteAttributeString("version", form.Version);
        foreach (var item in form.Items)
            Instance(xml, item);
        xml.WriteStartElement("meta", Xf);
        Element(xml, "instanceID");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        foreach (var (list, choices) in form.Choices)
            List(xml, list, choices);
        foreach (var item in form.All())
            Bind(xml, form, item);
        xml.WriteStartElement("bind", Xf);
        xml.WriteAttributeString("nodeset", "/data/meta/instanceID");
        xml.WriteAttributeString("type", "string");
        xml.WriteAttributeString("readonly", "true()");
        xml.WriteAttributeString("jr", "preload", Jr, "uid");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Texts(XmlWriter xml, FormDefinition form)
    {
        if (form.Languages.Count == 0)
            return;
        xml.WriteStartElement("itext", Xf);
        foreach (var language in form.Languages)
        {
            xml.WriteStartElement("translation", Xf);
            xml.WriteAttributeString("lang", language.Name.Length == 0 ? "default" : language.Name);
            if (language.IsDefault)
                xml.WriteAttributeString("default", "true()");
            foreach (var (list, choices) in form.Choices)
                for (var i = 0; i < choices.Count; i++)
                    Text(xml, ChoiceId(list, i), choices[i].Labels.GetValueOrDefault(language.Name) ?? choices[i].Name);
            foreach (var item in form.All())
            {
                if (item.Labels.Count > 0)
                    Text(xml, Ref(item) + ":label", item.Labels.GetValueOrDefault(language.Name) ?? "-");
                if (item.Hints.Count > 0)
                    Text(xml, Ref(item) + ":hint", item.Hints.GetValueOrDefault(language.Name) ?? "-");
                if (item.ConstraintMessages.Count > 0)
                    Text(
                        xml,
                        Ref(item) + ":jr:constraintMsg",
                        item.ConstraintMessages.GetValueOrDefault(language.Name) ?? "-"
                    );
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string id, string value)
    {
        xml.WriteStartElement("text", Xf);
        xml.WriteAttributeString("id", id);
        xml.WriteElementString("value", Xf, value);
        xml.WriteEndElement();
    }

    // A repeat stands there twice: the pattern of every new one, and the first.
    private static void Instance(XmlWriter xml, FormItem item)
    {
        if (item.Kind == FormItemKind.Repeat)
        {
            xml.WriteStartElement(item.Name, Xf);
            xml.WriteAttributeString("jr", "template", Jr, "");
            foreach (var inner in item.Items)
                Instance(xml, inner);
            xml.WriteEndElement();
        }
        xml.WriteStartElement(item.Name, Xf);
        foreach (var inner in item.Items)
            Instance(xml, inner);
        xml.WriteEndElement();
    }

    private static void List(XmlWriter xml, string list, IReadOnlyList<FormChoice> choices)
    {
        xml.WriteStartElement("instance", Xf);
        xml.WriteAttributeString("id", list);
        xml.WriteStartElement("root", Xf);
        for (var i = 0; i < choices.Count; i++)
        {
            xml.WriteStartElement("item", Xf);
            xml.WriteElementString("itextId", Xf, ChoiceId(list, i));
            xml.WriteElementString("name", Xf, choices[i].Name);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Bind(XmlWriter xml, FormDefinition form, FormItem item)
    {
        var type = TypeOf(item);
        var isPlain = item.Relevant is null && item.Required is null && item.Constraint is null;
        if (type is null && isPlain)
            return;
        xml.WriteStartElement("bind", Xf);
        xml.WriteAttributeString("nodeset", Ref(item));
        if (item.Kind == FormItemKind.Meta)
        {
            var property = item.Type == "deviceid";
            xml.WriteAttributeString(
                "jr",
                "preload",
                Jr,
                property ? "property"
                    : item.Type == "today" ? "date"
                    : "timestamp"
            );
            xml.WriteAttributeString("jr", "preloadParams", Jr, item.Type);
        }
        if (item.Kind == FormItemKind.Note || item.IsReadOnly)
            xml.WriteAttributeString("readonly", "true()");
        Attribute(xml, "type", type);
        Attribute(xml, "required", item.Required is { } required ? Paths(form, required) : null);
        Attribute(xml, "relevant", item.Relevant is { } relevant ? Paths(form, relevant) : null);
        Attribute(xml, "constraint", item.Constraint is { } constraint ? Paths(form, constraint) : null);
        Attribute(xml, "calculate", item.Calculation is { } calculation ? Paths(form, calculation) : null);
        if (item.ConstraintMessages.Count > 0)
            xml.WriteAttributeString("jr", "constraintMsg", Jr, $"jr:itext('{Ref(item)}:jr:constraintMsg')");
        if (item.MaxPixels is not null)
            xml.WriteAttributeString("orx", "max-pixels", Orx, item.MaxPixels);
        xml.WriteEndElement();
    }

    private static void Control(XmlWriter xml, FormDefinition form, FormItem item)
    {
        switch (item.Kind)
        {
            case FormItemKind.Group or FormItemKind.Repeat:
                Start(xml, "group", item);
                Label(xml, item);
                if (item.Kind == FormItemKind.Repeat)
                {
                    xml.WriteStartElement("repeat", Xf);
                    xml.WriteAttributeString("nodeset", Ref(item));
                }
                foreach (var inner in item.Items)
                    Control(xml, form, inner);
                if (item.Kind == FormItemKind.Repeat)
                    xml.WriteEndElement();
                xml.WriteEndElement();
                break;
            case FormItemKind.Calculate or FormItemKind.Meta:
                break;
            case FormItemKind.SelectOne or FormItemKind.SelectMany:
                Start(xml, item.Kind == FormItemKind.SelectOne ? "select1" : "select", item);
                Label(xml, item);
                xml.WriteStartElement("itemset", Xf);
                xml.WriteAttributeString("nodeset", $"instance('{item.List}')/root/item");
                xml.WriteStartElement("value", Xf);
                xml.WriteAttributeString("ref", "name");
                xml.WriteEndElement();
                xml.WriteStartElement("label", Xf);
                xml.WriteAttributeString("ref", "jr:itext(itextId)");
                xml.WriteEndElement();
                xml.WriteEndElement();
                xml.WriteEndElement();
                break;
            default:
                Start(
                    xml,
                    item.Kind switch
                    {
                        FormItemKind.Acknowledge => "trigger",
                        FormItemKind.Image => "upload",
                        _ => "input",
                    },
                    item
                );
                if (item.Kind == FormItemKind.Image)
                    xml.WriteAttributeString("mediatype", "image/*");
                Label(xml, item);
                xml.WriteEndElement();
                break;
        }
    }

    private static void Start(XmlWriter xml, string name, FormItem item)
    {
        xml.WriteStartElement(name, Xf);
        Attribute(xml, "appearance", item.Appearance);
        xml.WriteAttributeString("ref", Ref(item));
    }

    private static void Label(XmlWriter xml, FormItem item)
    {
        foreach (var (what, texts) in new[] { ("label", item.Labels), ("hint", item.Hints) })
        {
            if (texts.Count == 0)
                continue;
            xml.WriteStartElement(what, Xf);
            xml.WriteAttributeString("ref", $"jr:itext('{Ref(item)}:{what}')");
            xml.WriteEndElement();
        }
    }

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
            xml.WriteAttributeString(name, value);
    }

    private static void Element(XmlWriter xml, string name)
    {
        xml.WriteStartElement(name, Xf);
        xml.WriteEndElement();
    }

    private static string? TypeOf(FormItem item) =>
        item.Kind switch
        {
            FormItemKind.Group or FormItemKind.Repeat => null,
            FormItemKind.Integer => "int",
            FormItemKind.Decimal => "decimal",
            FormItemKind.Date => "date",
            FormItemKind.Image => "binary",
            FormItemKind.Meta => item.Type switch
            {
                "deviceid" => "string",
                "today" => "date",
                _ => "dateTime",
            },
            _ => "string",
        };

    // Spaces around, so that a name never grows together with the word before it.
    private static string Paths(FormDefinition form, string expression) =>
        FormExpression.Replace(
            expression,
            name => " /data/" + (form.All().FirstOrDefault(i => i.Name == name)?.Path ?? name) + " "
        );

    private static string Ref(FormItem item) => "/data/" + item.Path;

    private static string ChoiceId(string list, int place) =>
        list + "-" + place.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
