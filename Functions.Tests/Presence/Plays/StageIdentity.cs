using Functions.Presence;

namespace Functions.Tests.Presence.Plays;

/// <summary>What changes of who people are, or are taken for.</summary>
internal sealed partial class Stage
{
    public void Rename(Actor a, string name, bool isOrderly)
    {
        if (IsBusy(a) || Limits.RenamedInTheSecondOfArrival(a, Now) || Limits.RenamedWithoutAnyId(a) || Limits.MoreThan8Names(a)
            || Limits.RenamedWhileAnotherNameMayBeTold(a, Now)) return;
        if (!a.IsSure && !a.CameUnderAStudentsName && !cast.IsHost(a.Who) && cast.StudentNamed(name) is { } student)
        {
            if (isOrderly || actors.Any(o => (o == a || o.Student == student || (o.Account is not null && o.Account == a.Account))
                && o.Spot == Spot.Waiting)) return;
            a.Student = student;
            Seen.Add(Case.RenamedIntoAStudent);
        }

        Story.Renames(a.Key, name).GetsRole(a.Key, "attendee");
        a.Renames++;
        Seen.Add(Case.Rename);
    }

    public void Promote(Actor a, string role)
    {
        Story.GetsRole(a.Key, role);
        Seen.Add(role == "host" ? Case.StudentMadeHost : Case.CoHost);
    }

    public void MatchByHand(Actor guest, string student)
    {
        // A match follows the account: all its devices become the student's, and none of them may wait while another is, or was, in.
        if (guest.Student is not null || actors.Any(a => (a == guest || a.Student == student || (a.Account is not null && a.Account == guest.Account)) && a.Spot == Spot.Waiting)) return;
        Story.MatchedByHand(guest.Key, student);
        (guest.Student, guest.IsSure) = (student, true);
        if (guest.Account is { } account)
        {
            studentOfAccount[account] = student;
            foreach (var a in actors.Where(a => a.Account == account)) (a.Student, a.IsSure) = (student, true);
        }

        WeighNames();

        Seen.Add(Case.MatchedByHand);
    }

    // Somebody who has a student's name under another e-mail address is that student only as long as nobody is surer to be.
    private void WeighNames()
    {
        foreach (var a in actors.Where(a => a.Seems is not null && !a.IsSure))
        {
            a.Student = actors.Exists(o => o.IsSure && o.Student == a.Seems) ? null : a.Seems;
            Notice(a.Student is null, Case.OtherEmailGivesWay);
        }
    }
}
