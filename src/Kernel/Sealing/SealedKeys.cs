using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Kernel.Sealing;

/// <summary>Keys of cookies and forms stand in the database, sealed with the master key that does not (S-35).</summary>
public sealed class SealedKeys(Sealer sealer) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var sealedText = sealer.Seal(
            plaintextElement.ToString(SaveOptions.DisableFormatting),
            "kernel_data_protection_key",
            "xml",
            Guid.Empty
        );
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(sealedText)), typeof(OpenedKeys));
    }
}

/// <summary>Opens what <see cref="SealedKeys"/> sealed; made by the framework from the stored type's name.</summary>
public sealed class OpenedKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(
            services
                .GetRequiredService<Sealer>()
                .Open(Convert.FromBase64String(encryptedElement.Value), "kernel_data_protection_key", "xml", Guid.Empty)
        );
}
