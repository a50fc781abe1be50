-- light (a row for each line of reports and copies, without its text) and post (id, revision) become: family, placed.

-- Of lines with the same id and revision the last one stands; a post that is no report any more has no row.
CREATE TABLE kept AS SELECT id, revision, max(n) AS n FROM light GROUP BY id, revision;

CREATE TABLE standing AS
SELECT k.id, max(k.revision) AS revision FROM kept k
LEFT JOIN (SELECT id, max(revision) AS revision FROM post GROUP BY id) p USING (id)
GROUP BY k.id HAVING max(k.revision) > coalesce(max(p.revision), 0);

-- A council reports of itself and of its commissions by its public relations: «روابط عمومی شورای اسلامی شهر مقدس قم».
CREATE TABLE own AS
SELECT reported_by, city, coalesce(regexp_matches(squeeze(reported_by), '^(روابطعمومی)?شورای(اسلامی)?شهر')
    AND ends_with(squeeze(reported_by), squeeze(city)), false) AS own
FROM (SELECT DISTINCT reported_by, city FROM light);

CREATE TABLE latest AS
SELECT l.n, l.id, l.site, l.revision, l.duplicate_of, l.key, l.url, l.city, l.body, o.own,
    coalesce(l.date, left(l.published_at, 10)) AS day, try_cast(l.published_at AS TIMESTAMPTZ) AS published
FROM light l
JOIN kept k USING (n)
JOIN standing s ON s.id = l.id AND s.revision = l.revision
JOIN own o ON o.reported_by IS NOT DISTINCT FROM l.reported_by AND o.city IS NOT DISTINCT FROM l.city;

CREATE TABLE taken AS SELECT * FROM latest WHERE chosen(site, city, body, day);

-- Of a copy, all that it repeats, straight or through other copies.
CREATE TABLE repeats AS
WITH RECURSIVE up AS (
    SELECT id, duplicate_of AS other FROM taken WHERE duplicate_of <> id
    UNION
    SELECT u.id, l.duplicate_of FROM up u JOIN taken l ON l.id = u.other WHERE l.duplicate_of <> l.id
)
SELECT * FROM up;

-- Its end names the family; copies that repeat each other in a circle are named by the first of them.
CREATE TABLE root AS
SELECT r.id, coalesce(min(r.other) FILTER (e.duplicate_of IS NULL), min(least(r.id, r.other))) AS family
FROM repeats r LEFT JOIN taken e ON e.id = r.other AND e.duplicate_of <> e.id GROUP BY r.id;

-- A family is a report and its copies. The council's own stands for it, else the earliest.
CREATE TABLE member AS
SELECT *, row_number() OVER (PARTITION BY family ORDER BY own DESC, published NULLS LAST, id) AS place
FROM (SELECT l.*, coalesce(r.family, l.id) AS family FROM taken l LEFT JOIN root r USING (id));

CREATE TABLE family AS
SELECT family, arg_min(id, place) AS id, arg_min(n, place) AS n, bool_or(own) AS own,
    coalesce(arg_min(key, place) FILTER (key IS NOT NULL), 'report:' || arg_min(id, place)) AS meeting_id,
    min(published) AS published, list(id || ' ' || url ORDER BY place) AS sources
FROM member GROUP BY family;

-- What the reports of a meeting say of it, where none contradicts another on its day.
CREATE TABLE told AS
SELECT f.meeting_id, max(l.session_number) AS number, min(l.date) AS date, squeeze(min(l.city)) AS city,
    squeeze(min(l.body)) AS body, min(l.term) AS term, max(l.term) AS last_term, min(l.visibility) AS visibility,
    max(l.visibility) AS other_visibility, bool_or(l.extraordinary) AS extraordinary
FROM family f JOIN light l USING (n)
WHERE NOT starts_with(f.meeting_id, 'report:')
GROUP BY f.meeting_id HAVING min(l.date) = max(l.date);

-- A meeting that is known by its day alone is the numbered one of that body and day: where there is one of each, and
-- nothing that is said of the one contradicts the other.
CREATE TABLE same AS
SELECT min(meeting_id) FILTER (number IS NULL) AS meeting_id, min(meeting_id) FILTER (number IS NOT NULL) AS numbered
FROM told GROUP BY city, body, date
HAVING count(*) FILTER (number IS NULL) = 1 AND count(*) = 2 AND count(city) = 2 AND count(body) = 2
    AND coalesce(min(term) = max(last_term), true) AND coalesce(min(visibility) = max(other_visibility), true)
    AND count(*) FILTER (extraordinary) <> 1;

CREATE TABLE meets AS
SELECT f.family, f.id, f.n, f.own, f.published, f.sources, coalesce(s.numbered, f.meeting_id) AS meeting_id
FROM family f LEFT JOIN same s USING (meeting_id);

-- Every version of what was taken, and what the tables need of it beside the line itself, in the tables' order: by
-- site, the number of the post in its CMS, and revision.
CREATE TABLE placed AS
SELECT row_number() OVER (
        ORDER BY l.site, try_cast(split_part(l.id, ':', -1) AS BIGINT) NULLS LAST, l.id, l.revision) AS place,
    l.n, f.n = l.n AS stands, l.revision = m.revision AS latest, f.id AS report_id, f.meeting_id,
    CASE WHEN f.n = l.n THEN f.sources END AS sources, l.file, l.begins, l.size
FROM light l
JOIN kept k USING (n)
JOIN member m ON m.id = l.id
JOIN meets f ON f.family = m.family;
