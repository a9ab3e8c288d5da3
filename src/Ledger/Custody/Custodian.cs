using Jisr.Contracts.Ledger;
using Jisr.Kernel.Ids;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jisr.Ledger.Custody;

/// <summary>Who physically has an organisation's money or goods. A seller's own purse needs no row.</summary>
internal sealed class Custodian
{
    internal const string Table = "ledger_custodian";
    public const string CashBox = "cash-box";
    public const string Agent = "agent";
    public const string Courier = "courier";
    public const string Hawala = "hawala";
    public const string Wallet = "wallet";
    public const string Bank = "bank";
    public const string Purse = "purse";

    public static readonly IReadOnlyList<string> Kinds = [CashBox, Agent, Courier, Hawala, Wallet, Bank, Purse];

    public required CustodianId Id { get; init; }
    public required UnitId UnitId { get; init; }

    /// <summary>The organisation's book on the day it was added: it stays, also when units move.</summary>
    public required BookId BookId { get; init; }

    /// <summary>One of <see cref="Kinds"/>; never changed, because it says how many people carry a count.</summary>
    public required string Kind { get; init; }
    public required string Label { get; set; }

    /// <summary>K-4: of a wallet or account the last four characters, and nothing else.</summary>
    public string? Last4 { get; set; }

    /// <summary>Licence of an agent or hawala office.</summary>
    public string? Licence { get; set; }

    /// <summary>When the organisation last looked at who this is.</summary>
    public DateOnly? DueDiligenceOn { get; set; }

    /// <summary>The most it may hold, in minor units of <see cref="LimitUnit"/>; null is without limit.</summary>
    public long? LimitMinor { get; set; }

    /// <summary>Currency key of the limit.</summary>
    public string? LimitUnit { get; set; }
    public DateTimeOffset? LastCountAt { get; set; }
    public required bool Active { get; set; }
    public required DateTimeOffset AddedAt { get; init; }
    public int Version { get; set; }

    /// <summary>True for strangers to the organisation: nobody receives before it was looked at who they are.</summary>
    public bool IsOutsider => Kind is Agent or Hawala;

    /// <summary>True where cash lies that people can count.</summary>
    public bool IsCountable => Kind is CashBox or Courier or Purse;
}

internal sealed class CustodianTable : IEntityTypeConfiguration<Custodian>
{
    public void Configure(EntityTypeBuilder<Custodian> table)
    {
        table.ToTable(Custodian.Table);
        table.HasKey(c => c.Id);
        table.Property(c => c.Id).ValueGeneratedNever();
        table.Property(c => c.Kind).HasMaxLength(10);
        table.Property(c => c.Label).HasMaxLength(60);
        table.Property(c => c.Last4).HasMaxLength(4);
        table.Property(c => c.Licence).HasMaxLength(60);
        table.Property(c => c.LimitUnit).HasMaxLength(8);
        table.Property(c => c.Version).IsConcurrencyToken();
        table.Ignore(c => c.IsOutsider);
        table.Ignore(c => c.IsCountable);
        table.HasIndex(c => new { c.UnitId, c.Label });
    }
}
