/** Names that go together. */
interface Names {
  readonly given: readonly string[];
  readonly surnames: readonly string[];
}

/** A low line stands for a blank within a name. */
const words = (text: string): readonly string[] => text.split(' ').map((word) => word.replace('_', ' '));

/** Given names and surnames as they are written: accents, apostrophes, hyphens, blanks and other scripts included. */
const NAMES: readonly Names[] = [
  {
    given: words(
      'James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Barbara Joseph Susan Thomas Jessica Charles Sarah Daniel Karen Matthew Nancy Anthony Margaret Mark Sandra Olivia Noah Emma Liam Ava Mia',
    ),
    surnames: words(
      'Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Martin Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Smith-Jones Featherstonehaugh',
    ),
  },
  {
    given: words('Aoife Seán Niamh Ciarán Saoirse Oisín Róisín Pádraig Gráinne Tadhg Éabha Donnacha'),
    surnames: words("O'Connor O'Brien O'Neill D'Arcy Byrne Murphy Ó_Súilleabháin McCarthy Fitzgerald Nolan"),
  },
  {
    given: words(
      'Jürgen Käthe Björn Anke Günther Sören Lena Jonas Mia Lukas Hannah Felix Marie Paul Sophie Max Clara Moritz Ännchen Jörg',
    ),
    surnames: words(
      'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Groß Weiß Meier-Lüdenscheidt Ostertag',
    ),
  },
  {
    given: words(
      'Zoë François Hélène René Chloé Jérôme Anaïs Léo Inès Gaëlle Étienne Noémie Jean-Luc Maëlys',
    ),
    surnames: words(
      "Lefèvre Dubois Moreau Girard Fournier Lacroix Béranger L'Hôpital Petit Chevalier Besançon Noël",
    ),
  },
  {
    given: words('José María Íñigo Lucía Ángel Begoña Joaquín Sofía Raúl Núria João Conceição Antônio Luíza'),
    surnames: words(
      'García Martínez López Sánchez Núñez Ibáñez Peña Gonçalves Araújo Conceição Magalhães Muñoz',
    ),
  },
  {
    given: words('Łukasz Agnieszka Paweł Małgorzata Michał Żaneta Tomáš Jiří Božena Zdeněk Zsófia László'),
    surnames: words(
      'Kowalski Wiśniewska Wójcik Kamiński Dąbrowska Zieliński Szymańska Dvořák Novák Černý Szabó Nagy',
    ),
  },
  {
    given: words('Søren Åse Øyvind Astrid Bjørn Ingrid Mikael Sigríður Þór Jón Åsa Väinö'),
    surnames: words(
      'Sørensen Ødegård Åkesson Lindström Hämäläinen Jónsdóttir Nygård Bjørnstad Kjær Virtanen',
    ),
  },
  {
    given: words('Đức Hương Tuấn Thảo Minh Ngọc Quỳnh Hải'),
    surnames: words('Nguyễn Trần Lê Phạm Hoàng Đặng Bùi Võ'),
  },
  {
    given: words('İbrahim Ayşe Çağla Gökhan Işıl Şükrü Özlem Uğur'),
    surnames: words('Yılmaz Öztürk Şahin Çelik Güneş İnönü Kılıç Doğan'),
  },
  {
    given: words('Aarav Priya Rohan Ananya Vikram Sneha Arjun Kavya Aditya Meera'),
    surnames: words('Sharma Patel Iyer Nair Reddy Chatterjee Singh Venkataraman Gupta Kulkarni'),
  },
  {
    given: words('Юлия Сергей Наталья Дмитрий Олена Тарас'),
    surnames: words('Иваненко Кузнецова Шевченко Соловьёв Щербак Ткаченко'),
  },
  {
    given: words('伟 芳 娜 敏 静 健太 さくら'),
    surnames: words('王 李 张 刘 陈 佐藤 鈴木'),
  },
];

/** Every surname with the given names that go with it. */
export const SURNAMES = NAMES.flatMap(({ given, surnames }) =>
  surnames.map((surname) => ({ surname, given })),
);

/** What letters without an accent to take off, and names in other scripts, become in an address. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', ı: 'i' },
  ...{ юлия: 'yuliya', сергеи: 'sergey', наталья: 'natalya', дмитрии: 'dmitry', олена: 'olena' },
  ...{ тарас: 'taras', иваненко: 'ivanenko', кузнецова: 'kuznetsova', шевченко: 'shevchenko' },
  ...{ соловьев: 'solovyov', щербак: 'shcherbak', ткаченко: 'tkachenko' },
  ...{ 伟: 'wei', 芳: 'fang', 娜: 'na', 敏: 'min', 静: 'jing', 健太: 'kenta', さくら: 'sakura' },
  ...{ 王: 'wang', 李: 'li', 张: 'zhang', 刘: 'liu', 陈: 'chen', 佐藤: 'sato', 鈴木: 'suzuki' },
};

/** A name in the letters of an address: `O'Connor` is `oconnor`, `Łukasz` is `lukasz`, `Юлия` is `yuliya`. */
export const inAddress = (name: string): string => {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');
  const whole = LATIN[plain] ?? [...plain].map((letter) => LATIN[letter] ?? letter).join('');
  return whole.replace(/[^a-z0-9]/g, '');
};
