using Jisr.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Jisr.Insight.Indicators;

/// <summary>The indicators that every database holds. A new one is a row here and a higher version.</summary>
internal static class IndicatorList
{
    public const string People = "people-registered";
    public const string Women = "women-registered";
    public const string Registrations = "registrations";

    // A row that says more than in the version before has a higher one.
    private const int Version = 1;
    private const int Second = 2;

    public static IReadOnlyList<Indicator> All { get; } =
    [
        new()
        {
            Code = People,
            NameAr = "الأشخاص المسجَّلون (دون تكرار)",
            NameFr = "Personnes inscrites (distinctes)",
            NameEn = "People registered (each once)",
            WordsAr = "أشخاص سُجّلوا لأول مرة خلال الفترة، يُعدّ كل شخص مرة واحدة مهما تكررت القيود.",
            WordsFr = "Personnes inscrites pour la première fois pendant la période ; chacune compte une seule fois.",
            WordsEn = "People registered for the first time in the period; each is counted once.",
            Measure = Measure.People,
            TimeRule = TimeRule.FirstIn,
            Kind = "PersonRegistered",
            TargetAdds = true,
            AboutPeople = true,
            Order = 10,
            Version = Second,
        },
        new()
        {
            Code = Women,
            NameAr = "النساء المسجَّلات (دون تكرار)",
            NameFr = "Femmes inscrites (distinctes)",
            NameEn = "Women registered (each once)",
            WordsAr = "نساء سُجّلن لأول مرة خلال الفترة، تُعدّ كل امرأة مرة واحدة مهما تكررت القيود.",
            WordsFr = "Femmes inscrites pour la première fois pendant la période ; chacune compte une seule fois.",
            WordsEn = "Women registered for the first time in the period; each is counted once.",
            Measure = Measure.People,
            TimeRule = TimeRule.FirstIn,
            Kind = "PersonRegistered",
            Sex = "F",
            SplitBy = "door",
            TargetAdds = true,
            AboutPeople = true,
            Order = 15,
            Version = Version,
        },
        new()
        {
            Code = Registrations,
            NameAr = "عمليات التسجيل",
            NameFr = "Inscriptions",
            NameEn = "Registrations",
            WordsAr = "كل عملية تسجيل مقبولة خلال الفترة، حسب قناة الإدخال. لا يساوي هذا عدد الأشخاص.",
            WordsFr = "Chaque inscription acceptée pendant la période, par canal. Ce n’est pas un nombre de personnes.",
            WordsEn = "Every accepted registration in the period, by door. This is not a number of people.",
            Measure = Measure.Count,
            TimeRule = TimeRule.During,
            Kind = "PersonRegistered",
            SplitBy = "door",
            TargetAdds = true,
            AboutPeople = true,
            Order = 20,
            Version = Version,
        },
        new()
        {
            Code = "confirmed",
            NameAr = "سجّلن بأنفسهن وتأكّد تسجيلهن",
            NameFr = "Inscrites seules et confirmées",
            NameEn = "Registered alone and confirmed",
            WordsAr =
                "نساء سجّلن بأنفسهن وتحدّثت معهن عاملة خلال الفترة. من سجّلن بأنفسهن ولم يتأكّد تسجيلهن بعد هنّ الفرق عن التسجيل الذاتي.",
            WordsFr =
                "Femmes inscrites seules avec qui une agente a parlé pendant la période. Celles qui ne sont pas encore confirmées sont la différence avec les auto-inscriptions.",
            WordsEn =
                "Women who registered by themselves and with whom a worker spoke in the period. Those not confirmed yet are the difference to the registrations by themselves.",
            Measure = Measure.Count,
            TimeRule = TimeRule.During,
            Kind = "PersonConfirmed",
            AboutPeople = true,
            Order = 25,
            Version = Version,
        },
        new()
        {
            Code = "refusals",
            NameAr = "رفضن التسجيل",
            NameFr = "Refus d’inscription",
            NameEn = "Said no to registering",
            WordsAr = "كم مرة رُفض التسجيل خلال الفترة. لا تُحفظ أسماء.",
            WordsFr = "Nombre de refus d’inscription pendant la période. Aucun nom n’est gardé.",
            WordsEn = "How often registering was declined in the period. No names are kept.",
            Measure = Measure.HeadCount,
            TimeRule = TimeRule.During,
            Kind = "RegistrationRefused",
            SplitBy = "door",
            AboutPeople = true,
            Order = 30,
            Version = Version,
        },
        new()
        {
            Code = "memberships",
            NameAr = "العضويات حسب الحالة",
            NameFr = "Adhésions par état",
            NameEn = "Memberships by state",
            WordsAr = "آخر حالة لكل شخص في كل برنامج حتى آخر يوم من الفترة.",
            WordsFr = "Dernier état de chaque personne dans chaque programme au dernier jour de la période.",
            WordsEn = "The latest state of each person in each programme on the last day of the period.",
            Measure = Measure.Count,
            TimeRule = TimeRule.AsAt,
            Kind = "MembershipChanged",
            SplitBy = "state",
            AboutPeople = true,
            Order = 40,
            Version = Version,
        },
        new()
        {
            Code = "cooperatives",
            NameAr = "التعاونيات المسجَّلة",
            NameFr = "Coopératives inscrites",
            NameEn = "Co-operatives registered",
            WordsAr = "تعاونيات سُجّلت خلال الفترة. تُعدّ كل تعاونية واحدة مهما كان عدد عضواتها.",
            WordsFr =
                "Coopératives inscrites pendant la période. Chacune compte pour une, quel que soit le nombre de ses membres.",
            WordsEn = "Co-operatives registered in the period. Each counts as one, however many members it has.",
            Measure = Measure.Count,
            TimeRule = TimeRule.During,
            Kind = "OrganisationAdded",
            Details = "co-operative",
            TargetAdds = true,
            Order = 50,
            Version = Second,
        },
        new()
        {
            Code = "units-open",
            NameAr = "الوحدات المفتوحة",
            NameFr = "Unités ouvertes",
            NameEn = "Units open",
            WordsAr = "وحدات بدأت ولم تُغلق حتى آخر يوم من الفترة، حسب النوع.",
            WordsFr = "Unités ouvertes et non fermées au dernier jour de la période, par type.",
            WordsEn = "Units that had begun and not ended by the last day of the period, by kind.",
            Measure = Measure.Count,
            TimeRule = TimeRule.AsAt,
            Kind = "UnitOpened",
            EndKind = "UnitClosed",
            SplitBy = "unit-kind",
            TargetAdds = true,
            Order = 60,
            Version = Version,
        },
        new()
        {
            Code = "spaces-open",
            NameAr = "فضاءات المرأة المفتوحة",
            NameFr = "Espaces femmes ouverts",
            NameEn = "Women’s spaces open",
            WordsAr = "فضاءات بدأت ولم تُغلق حتى آخر يوم من الفترة.",
            WordsFr = "Espaces ouverts et non fermés au dernier jour de la période.",
            WordsEn = "Spaces that had begun and not ended by the last day of the period.",
            Measure = Measure.Count,
            TimeRule = TimeRule.AsAt,
            Kind = "UnitOpened",
            EndKind = "UnitClosed",
            Details = "space",
            TargetAdds = true,
            Order = 62,
            Version = Version,
        },
        new()
        {
            Code = "spaces-planned",
            NameAr = "فضاءات المرأة المخطَّط افتتاحها",
            NameFr = "Espaces femmes dont l’ouverture est prévue",
            NameEn = "Women’s spaces planned to open",
            WordsAr = "فضاءات يُخطَّط لافتتاحها حتى آخر يوم من الفترة ولم تبدأ بعد. المخطَّط ليس مفتوحاً.",
            WordsFr =
                "Espaces dont l’ouverture est prévue au plus tard le dernier jour de la période et qui n’ont pas commencé.",
            WordsEn = "Spaces that are to open by the last day of the period and have not begun. Planned is not open.",
            Measure = Measure.Count,
            TimeRule = TimeRule.AsAt,
            Kind = "UnitPlanned",
            Details = "space",
            Order = 64,
            Version = Version,
        },
        new()
        {
            Code = "shops-opened",
            NameAr = "المتاجر التي فُتحت",
            NameFr = "Boutiques ouvertes",
            NameEn = "Shops opened",
            WordsAr = "متاجر فُتحت خلال الفترة.",
            WordsFr = "Boutiques ouvertes pendant la période.",
            WordsEn = "Shops that opened in the period.",
            Measure = Measure.Count,
            TimeRule = TimeRule.During,
            Kind = "ShopOpened",
            TargetAdds = true,
            AboutPeople = true,
            Order = 70,
            Version = Version,
        },
        new()
        {
            Code = "orders-placed",
            NameAr = "الطلبات الواردة",
            NameFr = "Commandes passées",
            NameEn = "Orders placed",
            WordsAr = "طلبات وصلت إلى المتاجر خلال الفترة، منها ما أُلغي لاحقاً.",
            WordsFr = "Commandes reçues par les boutiques pendant la période, y compris celles annulées ensuite.",
            WordsEn = "Orders that reached the shops in the period, with those cancelled later.",
            Measure = Measure.Count,
            TimeRule = TimeRule.During,
            Kind = "OrderPlaced",
            TargetAdds = true,
            AboutPeople = true,
            Order = 80,
            Version = Version,
        },
        new()
        {
            Code = "orders-delivered",
            NameAr = "الطلبات المسلَّمة",
            NameFr = "Commandes livrées",
            NameEn = "Orders delivered",
            WordsAr = "طلبات سُلّمت كاملة خلال الفترة.",
            WordsFr = "Commandes entièrement livrées pendant la période.",
            WordsEn = "Orders that were delivered whole in the period.",
            Measure = Measure.Count,
            TimeRule = TimeRule.During,
            Kind = "OrderClosed",
            TargetAdds = true,
            AboutPeople = true,
            Order = 90,
            Version = Version,
        },
        new()
        {
            Code = "sales",
            NameAr = "المبيعات المسلَّمة",
            NameFr = "Ventes livrées",
            NameEn = "Sales delivered",
            WordsAr = "مجموع البنود المسلَّمة خلال الفترة، كل عملة وحدها دون تحويل.",
            WordsFr = "Somme des lignes livrées pendant la période, chaque monnaie à part, sans conversion.",
            WordsEn = "Sum of the lines delivered in the period, each currency for itself, never converted.",
            Measure = Measure.Money,
            TimeRule = TimeRule.During,
            Kind = "LineDelivered",
            AboutPeople = true,
            Order = 100,
            Version = Version,
        },
        new()
        {
            Code = "income-cash",
            NameAr = "دخل النساء نقداً",
            NameFr = "Revenus reçus en espèces",
            NameEn = "Income received in cash",
            WordsAr = "ما وصل إلى العضوات نقداً خلال الفترة، كل عملة وحدها.",
            WordsFr = "Ce que les membres ont reçu en espèces pendant la période, chaque monnaie à part.",
            WordsEn = "What members received in cash in the period, each currency for itself.",
            Measure = Measure.Money,
            TimeRule = TimeRule.During,
            Kind = "IncomeReceived",
            Details = "cash",
            AboutPeople = true,
            Order = 110,
            Version = Version,
        },
        new()
        {
            Code = "income-notebook",
            NameAr = "دخل النساء على الدفتر",
            NameFr = "Revenus notés au carnet",
            NameEn = "Income on the notebook",
            WordsAr = "ما كسبته العضوات ولم يُقبض بعد حين سُجّل، كل عملة وحدها. لا يُجمع مع النقد.",
            WordsFr = "Ce que les membres ont gagné et qui n’était pas encore payé, à part des espèces.",
            WordsEn = "What members earned that was not yet paid when noted; never added to the cash.",
            Measure = Measure.Money,
            TimeRule = TimeRule.During,
            Kind = "IncomeReceived",
            Details = "notebook",
            AboutPeople = true,
            Order = 120,
            Version = Version,
        },
    ];

    /// <summary>Writes the rows that are new or older than the program; what an operator added stays.</summary>
    public static async Task PrepareAsync(JisrDb db, CancellationToken ct)
    {
        var known = await db.Set<Indicator>().ToDictionaryAsync(i => i.Code, StringComparer.Ordinal, ct);
        foreach (var row in All)
        {
            if (!known.TryGetValue(row.Code, out var old))
                db.Add(row);
            else if (old.Version < row.Version)
                db.Entry(old).CurrentValues.SetValues(row);
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
