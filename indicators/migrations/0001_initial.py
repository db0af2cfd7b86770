import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('name_en', models.CharField(blank=True, max_length=200)),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80, unique=True)),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='document number')),
                ('title', models.TextField(verbose_name='title')),
                ('title_en', models.TextField(blank=True)),
                ('short_title', models.CharField(blank=True, max_length=200)),
                ('short_title_en', models.CharField(blank=True, max_length=200)),
                ('issuer', models.CharField(max_length=200, verbose_name='issuer')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('interim_year', models.PositiveSmallIntegerField(null=True)),
                ('final_year', models.PositiveSmallIntegerField()),
                ('vision_year', models.PositiveSmallIntegerField(null=True)),
                ('source', models.TextField(blank=True)),
                ('owners_proposed', models.BooleanField(default=False, help_text='The document names no owners; those shown are a proposal.')),
                ('tasks_source', models.TextField(blank=True, help_text="The file's tasks as written, until they are loaded.")),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('interim_year__isnull', True), ('interim_year__lt', models.F('final_year')), _connector='OR'), name='programme_years_in_order'), models.CheckConstraint(condition=models.Q(('vision_year__isnull', True), ('vision_year__gt', models.F('final_year')), _connector='OR'), name='programme_vision_after_final')],
            },
        ),
        migrations.CreateModel(
            name='Province',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, unique=True)),
                ('name', models.CharField(max_length=100)),
                ('short_name', models.CharField(max_length=100)),
                ('name_en', models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=80)),
                ('name', models.CharField(max_length=300)),
                ('name_en', models.CharField(blank=True, max_length=300)),
                ('unit', models.CharField(blank=True, max_length=40, verbose_name='unit of measure')),
                ('unit_en', models.CharField(blank=True, max_length=40)),
                ('counted', models.CharField(blank=True, help_text='What numerator and denominator count.', max_length=40)),
                ('counted_en', models.CharField(blank=True, max_length=40)),
                ('is_flow', models.BooleanField(default=False, help_text='A running total that starts at 0 each year.')),
                ('kind', models.CharField(choices=[('value', 'value'), ('ratio', 'ratio'), ('count', 'count'), ('classes', 'classes'), ('milestone', 'milestone')], max_length=10)),
                ('wanted', models.CharField(choices=[('higher', 'higher'), ('lower', 'lower'), ('neither', 'neither')], max_length=10)),
                ('decimals', models.PositiveSmallIntegerField()),
                ('frequency', models.CharField(choices=[('annual', 'annual'), ('quarterly', 'quarterly')], max_length=10)),
                ('collection', models.CharField(choices=[('province', 'province'), ('local', 'local units')], max_length=10)),
                ('class_order', models.JSONField(blank=True, default=list)),
                ('definition', models.TextField(blank=True)),
                ('bound_min', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('bound_max', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('retired_at', models.DateTimeField(help_text='When a newer file no longer held this indicator.', null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='indicators.group')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='indicators.programme')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'code'), name='indicator_code_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['value', 'ratio', 'count', 'classes', 'milestone'])), name='indicator_kind_known'), models.CheckConstraint(condition=models.Q(('wanted__in', ['higher', 'lower', 'neither'])), name='indicator_wanted_known'), models.CheckConstraint(condition=models.Q(('frequency__in', ['annual', 'quarterly'])), name='indicator_frequency_known'), models.CheckConstraint(condition=models.Q(('collection__in', ['province', 'local'])), name='indicator_collection_known')],
            },
        ),
        migrations.AddField(
            model_name='group',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='indicators.programme'),
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('position', models.PositiveSmallIntegerField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='indicators.programme')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'ref'), name='clause_ref_once')],
            },
        ),
        migrations.AddField(
            model_name='programme',
            name='province',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='indicators.province'),
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('comparator', models.CharField(choices=[('gt', 'gt'), ('ge', 'ge'), ('lt', 'lt'), ('le', 'le'), ('approx', 'approx'), ('range', 'range'), ('full', 'full'), ('milestone', 'milestone'), ('classes', 'classes')], max_length=10)),
                ('value', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('low', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('high', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('classes', models.JSONField(null=True)),
                ('due', models.DateField(null=True)),
                ('tolerance', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('wording', models.TextField()),
                ('in_force_from', models.DateField(help_text='Empty: from the start of the programme.', null=True)),
                ('in_force_until', models.DateField(help_text='First day on which an amendment holds instead.', null=True)),
                ('amendment_reason', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('clause', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='indicators.clause')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='indicators.indicator')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['year', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('in_force_until__isnull', True)), fields=('indicator', 'year'), name='target_one_in_force_per_year'), models.CheckConstraint(condition=models.Q(('comparator__in', ['gt', 'ge', 'lt', 'le', 'approx', 'range', 'full', 'milestone', 'classes'])), name='target_comparator_known'), models.CheckConstraint(condition=models.Q(models.Q(('high__isnull', True), ('low__isnull', True)), ('low__lt', models.F('high')), _connector='OR'), name='target_band_in_order'), models.CheckConstraint(condition=models.Q(('in_force_until__isnull', True), ('in_force_from__isnull', True), ('in_force_from__lte', models.F('in_force_until')), _connector='OR'), name='target_in_force_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Baseline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('value', models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                ('classes', models.JSONField(null=True)),
                ('source', models.TextField(blank=True)),
                ('nature', models.CharField(choices=[('official', 'official'), ('estimate', 'estimate'), ('illustrative', 'illustrative')], max_length=12)),
                ('definition', models.CharField(blank=True, help_text="Named only where it differs from the indicator's own definition.", max_length=200)),
                ('indicator', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='baseline', to='indicators.indicator')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('nature__in', ['official', 'estimate', 'illustrative'])), name='baseline_nature_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(fields=('programme', 'name'), name='group_name_once'),
        ),
    ]
