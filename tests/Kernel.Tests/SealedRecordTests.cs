using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Jisr.Kernel.Doors.Sync;
using Jisr.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace Jisr.Kernel.Tests;

/// <summary>Opening what a browser sealed: the vectors of the specification.</summary>
public class SealedRecordTests
{
    private static readonly JsonNode Vectors = Read("outbox-vectors.json");

    public static TheoryData<int> AllVectors => [.. Enumerable.Range(0, Vectors["vectors"]!.AsArray().Count)];

    public static TheoryData<string> AllCases =>
        [.. Read("outbox-seal-cases.json")["cases"]!.AsArray().Select(c => c!["id"]!.GetValue<string>())];

    [Theory, MemberData(nameof(AllVectors))]
    public void DO17_vectors_are_opened_and_a_wrong_id_fails(int n)
    {
        var vector = Vectors["vectors"]![n]!;
        var blob = Bytes(vector["blob"]!);
        blob.Length.ShouldBe(vector["blobLength"]!.GetValue<int>());
        (blob.Length - SealedRecord.Around).ShouldBe(vector["plainLength"]!.GetValue<int>());
        var id = vector["id"]!.GetValue<Guid>();
        var (text, problem) = SealedRecord.Open(TestKey(), blob, id);
        problem.ShouldBeNull();
        Encoding.UTF8.GetString(text!).ShouldBe(vector["plaintext"]!.GetValue<string>());
        SealedRecord.Open(TestKey(), blob, Guid.CreateVersion7()).Problem.ShouldBe("CANNOT_OPEN");
    }

    [Theory, MemberData(nameof(AllCases))]
    public void DO17_each_case_opens_or_is_refused_as_written(string name)
    {
        var test = Read("outbox-seal-cases.json")["cases"]!
            .AsArray()
            .Single(c => c!["id"]!.GetValue<string>() == name)!;
        var (given, expect) = (test["given"]!, test["expect"]!);
        var id = given["id"]!.GetValue<Guid>();
        var blob = Bytes(given["blob"]!);
        var kid = given["kid"]?.GetValue<string>() ?? "test-1";
        var (record, problem) = SyncRecord.Open(k => k == "test-1" ? TestKey() : null, kid, blob, id);
        problem.ShouldBe(expect["reason"]?.GetValue<string>());
        if (kid == "test-1")
            (SealedRecord.Open(TestKey(), blob, id).Text is not null).ShouldBe(expect["opens"]!.GetValue<bool>());
        if (expect["plaintext"]?.GetValue<string>() is { } plain)
        {
            Encoding.UTF8.GetString(SealedRecord.Open(TestKey(), blob, id).Text!).ShouldBe(plain);
            record!.Payload.GetProperty("name").GetString().ShouldBe("اسم للتجربة");
        }
    }

    [Fact]
    public void DO17_a_flipped_bit_anywhere_fails()
    {
        var vector = Vectors["vectors"]![0]!;
        var whole = Bytes(vector["blob"]!);
        for (var at = 0; at < whole.Length; at += 7)
        {
            var blob = whole.ToArray();
            blob[at] ^= 1;
            SealedRecord.Open(TestKey(), blob, vector["id"]!.GetValue<Guid>()).Problem.ShouldBe("CANNOT_OPEN");
        }
    }

    private static ECParameters TestKey()
    {
        var jwk = Vectors["serverPrivateJwk"]!;
        return new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Bytes(jwk["d"]!),
            Q = new ECPoint { X = Bytes(jwk["x"]!), Y = Bytes(jwk["y"]!) },
        };
    }

    private static byte[] Bytes(JsonNode text) => WebEncoders.Base64UrlDecode(text.GetValue<string>());

    private static JsonNode Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Repo.File("tests/Kernel.Tests/fixtures/" + file)))!;
}
